export { regionsChanged } from './held-regions.ts'
export { importRegions } from './import-regions.ts'
export { fullName, getRegion, levelsOf, listRegions, regionPath, regionTree, searchRegions } from './regions.ts'
