import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { buildRegistry } from '../../gateway/index.ts'
import { storeRouter } from '../../store/index.ts'
import { apiMethods } from '../model.ts'
import { openApi } from './openapi.ts'

const methods = apiMethods(buildRegistry(storeRouter))
const site = { methods, baseUrl: 'https://shop.example', assets: { style: '', script: '' } }
const Written = z.object({ paths: z.record(z.string(), z.object({ post: z.object({ operationId: z.string() }) })), components: z.object({ schemas: z.record(z.string(), z.unknown()) }) })

describe.each(['zh', 'en'] as const)('the OpenAPI file in %s', (language) => {
  const text = JSON.stringify(openApi(site, language))

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    expect(await validator.validate(JSON.parse(text))).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
  })

  it('has every operation once, and every shape it refers to', () => {
    const { paths, components } = Written.parse(JSON.parse(text))
    const ids = Object.values(paths).map(({ post }) => post.operationId)
    expect(ids).toHaveLength(methods.flatMap(({ operations }) => operations).length)
    expect(new Set(ids).size).toBe(ids.length)
    const referred = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name ?? '')
    expect(referred.filter((name) => !(name in components.schemas))).toEqual([])
  })
})
