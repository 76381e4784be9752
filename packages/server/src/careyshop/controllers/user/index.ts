import { ownUserMethods } from './own.ts'
import { peopleMethods } from './people.ts'

export const userMethods = [...ownUserMethods, ...peopleMethods]
