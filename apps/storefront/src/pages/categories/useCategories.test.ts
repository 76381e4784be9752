import type { Category } from '@xiaopu/shared/contract'
import { describe, expect, it } from 'vitest'
import { groupsOf } from './useCategories.ts'

function category(categoryId: number, categoryName: string, children: Category[] = []): Category {
  return { categoryId, parentId: 0, categoryName, categoryDesc: '', keywords: '', categoryImage: '', measureUnit: '', sortOrder: 0, showInNav: true, isShow: true, grade: 0, goodsCount: 3, children }
}

describe('the groups of a top category', () => {
  it('are its children that have children, those without standing together first', () => {
    const top = category(1, '茶与茶器', [category(2, '茶叶', [category(3, '绿茶'), category(4, '红茶')]), category(5, '茶点')])
    expect(groupsOf(top).map((group) => [group.name, group.tiles.map((tile) => tile.categoryName)])).toEqual([
      ['', ['茶点']],
      ['茶叶', ['绿茶', '红茶']],
    ])
  })
})
