export { IMAGE_SIZES, type ImageOptions, type ImageSource, type Media, readMedia, removeImage, type SavedImage, saveImage } from './images.ts'
export { type MediaConfig, type MediaStorage, mediaStorage } from './storage.ts'
