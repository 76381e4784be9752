import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { csvText } from '../../composables/csv.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { mountPage } from '../../testing/mount-page.ts'
import { chosenColumns, type Column, csvRows, defaultChoice } from './columns.ts'
import DataTable from './DataTable.vue'

interface Goods { id: number, name: string, stock: number, note: string }

const COLUMNS: Column<Goods>[] = [
  { key: 'name', label: '商品' },
  { key: 'stock', label: '库存', csv: (row) => row.stock },
  { key: 'note', label: '备注', isHidden: true },
]
const ROWS: Goods[] = [{ id: 1, name: '紫砂西施壶', stock: 133, note: '=1+1' }, { id: 2, name: '白瓷"盖碗"杯', stock: -4, note: 'a,b' }]

describe('the columns of a table', () => {
  it('start with those that are not hidden, the first always first', () => {
    expect(chosenColumns(COLUMNS, undefined).shown.map((column) => column.key)).toEqual(['name', 'stock'])
    expect(chosenColumns(COLUMNS, { order: ['note', 'stock', 'name'], hidden: ['name'] }).shown.map((column) => column.key)).toEqual(['name', 'note', 'stock'])
    expect(defaultChoice(COLUMNS)).toEqual({ order: ['name', 'stock', 'note'], hidden: ['note'] })
  })

  it('keep a choice that does not know a new column', () => {
    expect(chosenColumns(COLUMNS, { order: ['name', 'note'], hidden: [] }).shown.map((column) => column.key)).toEqual(['name', 'stock', 'note'])
  })
})

it('a CSV file disarms formulas, doubles quotes, and leaves numbers alone', () => {
  expect(csvText(csvRows(COLUMNS, ROWS))).toBe('\uFEFF商品,库存,备注\r\n紫砂西施壶,133,\'=1+1\r\n"白瓷""盖碗""杯",-4,"a,b"\r\n')
})

describe('a table', () => {
  const props = { id: 'goods', columns: COLUMNS as never, rows: ROWS, total: 41 }

  it('shows the rows, where they lie in the whole, and the chosen columns', async () => {
    const { page } = await mountPage(DataTable as never, { props })
    expect(page.text()).toContain('紫砂西施壶')
    expect(page.text()).toContain('第 1–20 条，共 41 条')
    expect(page.text()).not.toContain('=1+1')
    usePreferences().columns = { goods: { order: ['name', 'stock', 'note'], hidden: ['stock'] } }
    await flushPromises()
    expect(page.text()).toContain('=1+1')
  })

  it('says what failed and asks again', async () => {
    const { page } = await mountPage(DataTable as never, { props: { ...props, rows: undefined, error: new Error('x') } })
    expect(page.find('[role=alert]').text()).toContain('出错了')
    await page.find('[role=alert] button').trigger('click')
    expect(page.emitted('retry')).toHaveLength(1)
  })

  it('with nothing in it says so', async () => {
    const { page } = await mountPage(DataTable as never, { props: { ...props, rows: [], total: 0 } })
    expect(page.text()).toContain('没有符合条件的内容')
    expect(page.text()).not.toContain('条，共')
  })
})

it('no cell is ever asked for a row that is none', async () => {
  const seen: unknown[] = []
  await mountPage(DataTable as never, { props: { id: 'goods', columns: COLUMNS as never, rows: ROWS }, slots: { 'cell-name': ({ row }: { row: Goods }) => seen.push(row.id) } })
  expect(new Set(seen)).toEqual(new Set([1, 2]))
})
