export default {
  columns: '列',
  columnsHint: '显示的列 · 拖动排序',
  fixed: '固定',
  moveColumn: '移动“{name}”，用上下方向键',
  restore: '恢复默认',
  export: '导出 CSV',
  bulk: '批量操作',
  selected: '已选 {count} 项',
  clear: '取消选择',
  actions: '操作',
  empty: '没有符合条件的内容',
  range: '第 {first}–{last} 条，共 {count} 条',
}
