import type zh from '../zh-CN/table.ts'

export default {
  columns: 'Columns',
  columnsHint: 'Columns shown · drag to sort',
  fixed: 'fixed',
  moveColumn: 'Move “{name}” with the arrow keys',
  restore: 'Restore',
  export: 'Export CSV',
  bulk: 'Bulk actions',
  selected: '{count} selected',
  clear: 'Clear',
  actions: 'Actions',
  empty: 'Nothing matches',
  pageSize: 'Rows per page',
  perPage: '{count} per page',
  range: '{first}–{last} of {count}',
} satisfies typeof zh
