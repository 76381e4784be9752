import type { ErrorWord } from '@xiaopu/shared/errors'
import type { Auth, GatewayMethod, GatewayOperation, GatewayRegistry } from '../gateway/index.ts'
import { objectOf, type ApiObject } from './types.ts'
import { categoryOf, type CategoryKey } from './words/categories.ts'

/** One operation as an outside developer knows it: a method, or one action of a method. */
export interface ApiOperation {
  /** `ectouch.shop.ad`, or `ectouch.shop.ad#list` for one of several actions. */
  key: string
  action: string
  isDefault: boolean
  title: string
  auth: Auth
  scope: string | null
  write: boolean
  input: ApiObject
  output: ApiObject
  errors: readonly ErrorWord[]
}

export interface ApiMethod {
  name: string
  title: string
  category: CategoryKey
  isCredential: boolean
  worksWhenClosed: boolean
  operations: ApiOperation[]
}

function operationOf(method: GatewayMethod, action: string, operation: GatewayOperation): ApiOperation {
  const { title, auth, scope, write, errors } = operation
  return {
    key: action === '' ? method.name : `${method.name}#${action}`,
    action,
    isDefault: method.defaultAction === action,
    title,
    auth,
    scope,
    write,
    errors,
    input: objectOf(operation.input),
    output: objectOf(operation.output),
  }
}

/** Every public method, read from the one registry that the gateway itself serves. */
export function apiMethods(registry: GatewayRegistry): ApiMethod[] {
  return [...registry.values()].map((method) => ({
    name: method.name,
    title: method.title,
    category: categoryOf(method.name),
    isCredential: method.isCredential,
    worksWhenClosed: method.worksWhenClosed,
    operations: [...method.actions].map(([action, operation]) => operationOf(method, action, operation)),
  }))
}
