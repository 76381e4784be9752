export { endOfName, readFile, saveFile, type StoredContent } from './files.ts'
export { existingImages, IMAGE_SIZES, pictureSize, type ImageOptions, type ImageSource, type Media, readMedia, removeImage, type SavedImage, saveImage } from './images.ts'
export { type MediaConfig, type MediaStorage, mediaStorage } from './storage.ts'
