export default {
  pictures: { add: '加图片', remove: '去掉这张图片', most: '最多 {count} 张', broken: '这张图片打不开，换一张试试' },
  review: { which: '评价礼包里的哪一件', title: '评价商品', go: '评价', stars: '星级', star: '{count} 星', content: '说说用下来怎么样', anonymous: '匿名评价', send: '发表评价', sent: '评价已发表', waits: '谢谢，审核后就会显示', none: '这个订单没有要评价的商品了', mine: '我的评价', noReviews: '还没有写过评价', noReviewsText: '收到货以后，可以在订单里评价', waiting: '待审核', remove: '删除评价', removeAsk: '删除这条评价', removeText: '图片和店铺的回复也会删掉，而且不能对这次购买再评价。', removed: '评价已删除' },
  messages: { title: '留言反馈', mine: '给商家的', board: '留言板', write: '写留言', kind: '类型', kinds: ['留言', '投诉', '询问', '售后', '求购', '商家'], subject: '标题', content: '内容', toBoard: '发到留言板，大家都能看到', send: '发送', sent: '已发送', waits: '已收到，审核后就会显示在留言板上', empty: '还没有留言', emptyText: '有什么要问、要说的，写给我们', emptyBoard: '留言板上还没有留言', answer: '商家回复：{text}', waiting: '待审核', picture: '留言里的图片', remove: '删除留言', removeAsk: '删除这条留言', removeText: '商家的回复和图片也会一起删掉。', removed: '留言已删除' },
}
