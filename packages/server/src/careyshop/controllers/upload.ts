import { keepFile, type KeptFile, ownFile } from '@xiaopu/shared/content'
import { errorText, ShopError } from '@xiaopu/shared/errors'
import { z } from 'zod'
import type { FilePart } from '../../gateway/index.ts'
import { type CareyCtx, method } from '../method.ts'
import { param } from '../read-params.ts'
import { absolute, timeText } from '../wire.ts'

const [OK, FAILURE] = [200, 500]
const MODULE = 'careyshop'
const [PICTURE, FILE] = [0, 1]
const [MAX_WORD, MAX_NAME, MAX_PATH] = [50, 255, 500]
const PARTS = ['file', 'file[]']
const both = { controller: 'upload', auth: 'required', who: ['admin', 'user'], permission: 'goods.edit', write: false } as const
const staff = { ...both, who: ['admin'] } as const
const named = z.object({ module: param.text(MAX_WORD).optional() })

/** Where a form with a file goes, and what else stands in it. */
function form({ baseUrl }: CareyCtx, replaces = ''): object {
  const fields: [name: string, type: string, value: string | number][] = [['x:replace', 'hidden', replaces], ['x:parent_id', 'hidden', 0], ['x:filename', 'hidden', ''], ['token', 'hidden', ''], ['file', 'file', '']]
  return { upload_url: `${baseUrl}/api/v1/upload`, module: MODULE, param: fields.map(([name, type, value]) => ({ name, type, default: value })) }
}

function token(ctx: CareyCtx, replaces?: string): object {
  return { token: { upload_url: form(ctx, replaces), token: MODULE, dir: '' }, expires: 0 }
}

function wireFile({ id, name, ext, size, width, height, hash, url, createdAt, updatedAt }: KeptFile, { baseUrl }: CareyCtx): object {
  return {
    status: OK,
    storage_id: id,
    parent_id: 0,
    name,
    ext,
    size,
    pixel: width > 0 ? { width, height } : [],
    hash,
    path: url,
    url: absolute(url, baseUrl),
    protocol: MODULE,
    type: width > 0 ? PICTURE : FILE,
    oss: '',
    create_time: timeText(createdAt),
    update_time: timeText(updatedAt),
  }
}

/** Where a file lies, by its path or its whole address. */
function pathOf(sent: string, baseUrl: string): string {
  return sent.startsWith(`${baseUrl}/`) ? sent.slice(baseUrl.length) : sent
}

/** Each file stands for itself: one that is refused is answered so, beside the others. */
async function kept(ctx: CareyCtx, { fileName, bytes }: FilePart, { name, replaces }: { name: string, replaces: string }): Promise<object> {
  try {
    return wireFile(await keepFile(ctx, ctx.media, { fileName, bytes, name, replaces }), ctx)
  } catch (error) {
    if (!(error instanceof ShopError)) throw error
    return { status: FAILURE, message: errorText(error.word, error.params, 'zh') }
  }
}

export const uploadMethods = [
  method({ ...staff, name: 'get.upload.module', title: '获取上传模块列表', params: z.object({}), run: async () => [{ name: 'CareyShop(本地)', module: MODULE }] }),
  method({ ...both, name: 'get.upload.url', title: '获取上传地址', params: named, run: async ({ ctx }) => form(ctx) }),
  method({ ...both, name: 'get.upload.token', title: '获取上传Token', params: named.extend({ type: param.oneOf(['web', 'app'], 'web') }), run: async ({ ctx }) => token(ctx) }),
  method({
    ...staff,
    name: 'replace.upload.item',
    title: '替换上传资源',
    write: true,
    isUntold: true,
    params: z.object({ storage_id: param.int(1) }),
    run: async ({ ctx, input }) => token(ctx, (await ownFile(ctx, input.storage_id)).url),
  }),
  method({
    ...both,
    name: 'add.upload.list',
    title: '上传资源(本地)',
    write: true,
    isFile: true,
    // Every file that is kept is told; a call of which none was is told to its caller alone.
    isUntold: true,
    params: z.object({ 'x:replace': param.text(MAX_PATH).default(''), 'x:parent_id': param.maybeInt(0), 'x:filename': param.text(MAX_NAME).default('') }),
    async run({ ctx, input, files }) {
      const sent = files.filter(({ name }) => PARTS.includes(name))
      if (sent.length === 0) throw new ShopError('PARAM_MISSING', { field: 'file' })
      const answers: object[] = []
      for (const file of sent) answers.push(await kept(ctx, file, { name: input['x:filename'], replaces: pathOf(input['x:replace'], ctx.baseUrl) }))
      return answers
    },
  }),
]
