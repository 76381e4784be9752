import { addArticleCategory, type ArticleBranch, articleBranch, articleTree, removeArticleCategories, saveArticleCategory } from '@xiaopu/shared/content'
import { z } from 'zod'
import { picturePort } from '../../store/user-ports.ts'
import { done, method, orNull } from '../method.ts'
import { param } from '../read-params.ts'
import { sentOf } from '../sent.ts'
import { bit } from '../wire.ts'

const [MAX_NAME, MAX_TEXT, MAX_SORT, LEAST_TYPE, MAX_TYPE] = [100, 255, 255, -128, 127]
const open = { controller: 'article_cat', auth: 'none', write: false } as const
const writing = { controller: 'article_cat', auth: 'required', who: ['admin'], permission: 'articles.edit', write: true } as const
const byId = z.object({ article_cat_id: param.int(1) })
const fields = {
  parent_id: param.maybeInt(0),
  cat_name: param.maybeWords(MAX_NAME),
  cat_type: param.maybeInt(LEAST_TYPE, MAX_TYPE),
  keywords: param.text(MAX_TEXT).optional(),
  description: param.text(MAX_TEXT).optional(),
  sort: param.maybeInt(0, MAX_SORT),
  is_navi: param.maybeFlag,
}

function wireItem({ id, parentId, name, typeNumber, keywords, description, sortOrder, showInNav }: ArticleBranch) {
  return { article_cat_id: id, parent_id: parentId, cat_name: name, cat_type: typeNumber, keywords, description, sort: sortOrder, is_navi: bit(showInNav) }
}

const wireListed = (branch: ArticleBranch, level: number) => ({ ...wireItem(branch), children_total: branch.childCount, article_total: branch.articleCount, level })

/** What lies below, each under the one it stands below, with how deep it is. */
function below(tree: readonly ArticleBranch[], parentId: number, level: number): ReturnType<typeof wireListed>[] {
  return tree.filter((branch) => branch.parentId === parentId).flatMap((branch) => [wireListed(branch, level), ...below(tree, branch.id, level + 1)])
}

function pathTo(tree: readonly ArticleBranch[], id: number): ArticleBranch[] {
  const branch = tree.find((one) => one.id === id)
  return branch ? [...pathTo(tree, branch.parentId), branch] : []
}

function changeOf({ parent_id: parentId, cat_type: typeNumber, keywords, description, sort: sortOrder, is_navi: showInNav }: z.output<z.ZodObject<typeof fields>>) {
  return sentOf({ parentId, typeNumber, keywords, description, sortOrder, showInNav })
}

export const articleCatMethods = [
  method({
    ...open,
    name: 'get.article.cat.list',
    title: '获取文章分类列表',
    params: z.object({ article_cat_id: param.maybeInt(0), level: param.maybeInt(0), is_layer: param.maybeFlag }),
    async run({ ctx, input: { article_cat_id: id = 0, level: deepest, is_layer: isWithItself } }) {
      const tree = await articleTree(ctx)
      const itself = isWithItself ? tree.filter((branch) => branch.id === id) : []
      const all = [...itself.map((branch) => wireListed(branch, 0)), ...below(tree, id, itself.length)]
      return deepest === undefined ? all : all.filter((row) => row.level <= deepest)
    },
  }),
  method({
    ...open,
    name: 'get.article.cat.item',
    title: '获取一个文章分类',
    params: byId,
    async run({ ctx, input }) {
      const found = await orNull(articleBranch(ctx, input.article_cat_id))
      return found && wireItem(found)
    },
  }),
  method({
    ...open,
    name: 'get.article.cat.navi',
    title: '获取分类导航数据',
    params: z.object({ article_cat_id: param.maybeInt(0), is_layer: param.maybeFlag }),
    async run({ ctx, input: { article_cat_id: id = 0, is_layer: isWithItself = true } }) {
      const path = pathTo(await articleTree(ctx), id)
      return (isWithItself ? path : path.slice(0, -1)).map((branch) => ({ article_cat_id: branch.id, parent_id: branch.parentId, cat_name: branch.name }))
    },
  }),
  method({
    ...writing,
    name: 'add.article.cat.item',
    title: '添加一个文章分类',
    params: z.object({ ...fields, cat_name: param.words(MAX_NAME) }),
    async run({ ctx, input }) {
      return wireItem(await articleBranch(ctx, await addArticleCategory(ctx, { ...changeOf(input), name: input.cat_name })))
    },
  }),
  method({
    ...writing,
    name: 'set.article.cat.item',
    title: '编辑一个文章分类',
    params: byId.extend(fields),
    async run({ ctx, input }) {
      await saveArticleCategory(ctx, input.article_cat_id, { ...changeOf(input), ...sentOf({ name: input.cat_name }) })
      return wireItem(await articleBranch(ctx, input.article_cat_id))
    },
  }),
  method({
    ...writing,
    name: 'del.article.cat.list',
    title: '批量删除文章分类',
    params: z.object({ article_cat_id: param.ids, not_empty: param.maybeFlag }),
    run: ({ ctx, input }) => done(removeArticleCategories(ctx, { ids: input.article_cat_id, onlyEmpty: input.not_empty ?? false }, picturePort(ctx))),
  }),
]
