import type { GroundName, TintName } from '../pictures/index.ts'
import type { SeedGoods, SeedOption, SeedOptionValue, SeedSku } from './types.ts'

type Optional = 'seller' | 'isCard' | 'stock' | 'warnStock' | 'onSale' | 'aloneSale' | 'flags' | 'options' | 'skus' | 'volumePrices' | 'rankPricesFen' | 'pointsYuan' | 'fittings' | 'linked' | 'shopNote'

/** A goods with what most goods have filled in. */
export function goods(said: Omit<SeedGoods, Optional> & Partial<Pick<SeedGoods, Optional>>): SeedGoods {
  return {
    seller: '',
    isCard: false,
    stock: 0,
    warnStock: 10,
    onSale: true,
    aloneSale: true,
    flags: [],
    options: [],
    skus: [],
    volumePrices: [],
    rankPricesFen: {},
    pointsYuan: Math.floor(said.shopPriceFen / 2000),
    fittings: [],
    linked: [],
    shopNote: '',
    ...said,
  }
}

export function option(attribute: string, ...values: (string | SeedOptionValue)[]): SeedOption {
  return {
    attribute,
    values: values.map((one) => typeof one === 'string'
      ? { value: one, surchargeFen: 0 }
      : one),
  }
}

export function value(text: string, surchargeFen = 0, tint?: TintName, ground?: GroundName): SeedOptionValue {
  return {
    value: text,
    surchargeFen,
    tint,
    ground,
  }
}

/** `{ '朱泥/180 ml': 18, '段泥/240 ml': [12, 29800] }`: stock, or stock and own price, of each combination that exists. */
export function skus(table: Record<string, number | [stock: number, priceFen: number]>): SeedSku[] {
  return Object.entries(table).map(([key, entry]) => {
    const combination = key.split('/')
    return typeof entry === 'number'
      ? { combination, stock: entry }
      : { combination, stock: entry[0], priceFen: entry[1] }
  })
}

/**
 * A description, one block a line: `# ` a heading, `- ` a list entry, anything else a paragraph.
 * The texts are our own; the signs that mean something in HTML are escaped all the same.
 */
export function html(parts: TemplateStringsArray): string {
  const lines = parts.join('').split('\n').map((line) => line.trim()).filter(Boolean)
  const blocks: string[] = []
  let entries: string[] = []
  const closeList = (): void => {
    if (entries.length > 0) blocks.push(`<ul>${entries.join('')}</ul>`)
    entries = []
  }
  for (const line of lines) {
    const text = line.replace(/^[#-] /, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    if (line.startsWith('- ')) {
      entries.push(`<li>${text}</li>`)
      continue
    }
    closeList()
    blocks.push(line.startsWith('# ')
      ? `<h3>${text}</h3>`
      : `<p>${text}</p>`)
  }
  closeList()
  return blocks.join('')
}
