import { type Ctx, inPrismaTransaction, type PrismaTxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import type { ArticleCategoryChange, NewArticleCategory } from './article-input.ts'
import { type ArticleBranch, type ArticleKind, articleTree } from './article-tree.ts'
import { platformOnly } from './desk.ts'
import { removePictures } from './pictures.ts'
import type { PicturePort } from './ports.ts'
import { dropArticles } from './staff-articles.ts'

const TREE_LOCK = 7_126_500_202

/** Two moves at once could close a loop that neither of them sees. */
async function lockedTree(tx: PrismaTxCtx): Promise<Map<number, ArticleBranch>> {
  await tx.sql.run('article_tree_lock', 'SELECT pg_advisory_xact_lock($1::bigint)', [TREE_LOCK])
  return new Map((await articleTree(tx)).map((branch) => [branch.id, branch]))
}

function branchOf(tree: ReadonlyMap<number, ArticleBranch>, id: number): ArticleBranch {
  const found = tree.get(id)
  if (!found) throw new ShopError('NOT_FOUND')
  return found
}

/** A branch with all below it, itself first. */
export function withAllBelow(tree: Iterable<ArticleBranch>, id: number): number[] {
  const all = [...tree]
  const ids = [id]
  for (let at = 0; at < ids.length; at++) ids.push(...all.filter((branch) => branch.parentId === ids[at]).map((branch) => branch.id))
  return ids
}

/** The kind of everything below a parent (CATEGORY_INVALID where it may not stand). */
function kindBelow(tree: ReadonlyMap<number, ArticleBranch>, parentId: number, ownId: number | null): ArticleKind | null {
  if (parentId === 0) return null
  const parent = tree.get(parentId)
  if (!parent || (ownId !== null && withAllBelow(tree.values(), ownId).includes(parentId))) throw new ShopError('CATEGORY_INVALID')
  return parent.kind
}

function noteOf({ parentId, kind, name, keywords, description, sortOrder, showInNav, typeNumber }: ArticleBranch): object {
  return { parentId, kind, name, keywords, description, sortOrder, showInNav, typeNumber }
}

export async function addArticleCategory(ctx: Ctx, { parentId = 0, kind = 'news', ...input }: NewArticleCategory): Promise<number> {
  platformOnly(ctx)
  return inPrismaTransaction(ctx, async (tx) => {
    const tree = await lockedTree(tx)
    const { id } = await tx.db.articleCategory.create({ data: { ...input, parentId: parentId || null, kind: kindBelow(tree, parentId, null) ?? kind } })
    const made = (await articleTree(tx)).find((branch) => branch.id === id)
    await audit(tx, { action: 'articleCategory.create', targetKind: 'articleCategory', targetId: id, targetName: input.name, ...made && { after: noteOf(made) } })
    return id
  })
}

/** A category never stands below itself; its articles and all below it move with it and take the kind of where they come to. */
export async function saveArticleCategory(ctx: Ctx, id: number, { parentId, kind, ...input }: ArticleCategoryChange): Promise<void> {
  platformOnly(ctx)
  await inPrismaTransaction(ctx, async (tx) => {
    const tree = await lockedTree(tx)
    const before = branchOf(tree, id)
    const above = parentId ?? before.parentId
    const nextKind = kindBelow(tree, above, id) ?? kind ?? before.kind
    await tx.db.articleCategory.update({ where: { id }, data: { ...input, ...parentId === undefined ? {} : { parentId: parentId || null } } })
    if (nextKind !== before.kind) await tx.db.articleCategory.updateMany({ where: { id: { in: withAllBelow(tree.values(), id) } }, data: { kind: nextKind } })
    const after = branchOf(new Map((await articleTree(tx)).map((branch) => [branch.id, branch])), id)
    await audit(tx, { action: 'articleCategory.update', targetKind: 'articleCategory', targetId: id, targetName: after.name, before: noteOf(before), after: noteOf(after) })
  })
}

/** Takes branches away, all or none. With `onlyEmpty` one that holds anything stays (CONFLICT), else all it holds goes with it. */
export async function removeArticleCategories(ctx: Ctx, { ids, onlyEmpty }: { ids: readonly number[], onlyEmpty: boolean }, ports: PicturePort): Promise<void> {
  platformOnly(ctx)
  const pictures = await inPrismaTransaction(ctx, async (tx) => {
    const tree = await lockedTree(tx)
    const asked = new Set(ids)
    for (const id of asked) branchOf(tree, id)
    const going = [...new Set([...asked].flatMap((id) => withAllBelow(tree.values(), id)))]
    const articles = await tx.db.article.findMany({ where: { categoryId: { in: going } }, select: { id: true } })
    if (onlyEmpty && (articles.length > 0 || going.length > asked.size)) throw new ShopError('CONFLICT')
    const shown = await dropArticles(tx, articles.map((article) => article.id))
    await tx.db.articleCategory.updateMany({ where: { id: { in: going } }, data: { parentId: null } })
    await tx.db.articleCategory.deleteMany({ where: { id: { in: going } } })
    for (const id of going) {
      const before = branchOf(tree, id)
      await audit(tx, { action: 'articleCategory.delete', targetKind: 'articleCategory', targetId: id, targetName: before.name, before: noteOf(before) })
    }
    return shown
  })
  await removePictures(ctx, pictures, ports)
}
