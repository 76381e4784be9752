import { ownAdminMethods } from './own.ts'
import { colleagueMethods } from './people.ts'

export const adminMethods = [...ownAdminMethods, ...colleagueMethods]
