export { regionsChanged, type SortedNode } from './held-regions.ts'
export { importRegions } from './import-regions.ts'
export { addRegion, changeRegion, removeRegions } from './own-regions.ts'
export { fullName, getRegion, levelsOf, listRegions, regionPath, regionTree, searchRegions } from './regions.ts'
