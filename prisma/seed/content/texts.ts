export const shop = {
  name: '小铺',
  title: '小铺 · 茶与日常好物',
  description: '一家安静的网店：茶、茶器、餐桌、香氛和每天用得到的东西。',
  keywords: ['茶', '茶器', '家居', '香薰', '水果', '文具'],
  servicePhone: '400-000-0571',
  serviceEmail: 'hello@example.com',
  serviceHours: '每天 9:00 到 21:00',
  address: '浙江省杭州市滨江区江南大道 588 号',
  province: '330000',
  city: '330100',
  notice: '江浙沪皖满 99 元中通包邮，全国满 199 元顺丰包邮，西藏、新疆另计。',
} as const
