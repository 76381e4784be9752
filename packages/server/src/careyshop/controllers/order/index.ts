import { confirmMethods } from './confirm.ts'
import { orderReadMethods } from './read.ts'
import { orderWriteMethods } from './write.ts'

export const orderMethods = [...confirmMethods, ...orderReadMethods, ...orderWriteMethods]
