import { startConsole } from './console.ts'
import { startCopying } from './copy.ts'
import { foldMenuOnPhones } from './menu.ts'
import { rememberSampleLanguage } from './samples.ts'
import { startSearch } from './search.ts'

startSearch()
startCopying()
rememberSampleLanguage()
foldMenuOnPhones()
startConsole()
