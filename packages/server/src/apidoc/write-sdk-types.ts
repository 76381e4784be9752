import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildRegistry } from '../gateway/index.ts'
import { storeRouter } from '../store/index.ts'
import { sdkModule } from './exports/sdk-types.ts'
import { apiMethods } from './model.ts'

// Run by the build: the types of the SDK come from the registry that the gateway serves.
const file = path.resolve(import.meta.dirname, '../../../sdk/src/generated/calls.ts')
mkdirSync(path.dirname(file), { recursive: true })
writeFileSync(file, sdkModule(apiMethods(buildRegistry(storeRouter))))
