import { describe, expect, it } from 'vitest'
import { ShopError } from '@xiaopu/shared/errors'
import { incoming } from '../../testing/fake-gateway.ts'
import { type CareyCall, read } from './read.ts'
import { canonical, digest, PLAIN, verifySign } from './sign.ts'

const SECRET = 'careyshop'
const JSON_TYPE = 'application/json'

function posted(body: string, path = '/api/v1/app', contentType = JSON_TYPE): CareyCall {
  return read(incoming({ httpMethod: 'POST', contentType, body: Buffer.from(body) }), { path, isTls: false, userAgent: '' })
}

function asked(path: string, query = ''): CareyCall {
  return read(incoming({ query }), { path, isTls: false, userAgent: '' })
}

const COMMON = '"appkey":"12345678","timestamp":1523553249,"token":"test","format":"json"'

const WORKED: { name: string, call: CareyCall, reading?: typeof PLAIN, text: string, sign: string }[] = [
  { name: 'without the number', call: asked('/api/v1/app', 'app_name=ios&appkey=12345678&format=json&method=get.app.list&timestamp=1523553249&token=test'), text: 'app_nameiosappkey12345678formatjsonmethodget.app.listtimestamp1523553249tokentest', sign: '694d5cee85def32fac63bd6c1896c41c' },
  { name: 'with a number', call: posted(`{${COMMON},"method":"get.app.list","app_name":"ios","status":1}`), text: 'app_nameiosappkey12345678formatjsonmethodget.app.liststatus1timestamp1523553249tokentest', sign: '09b5a5c88f4b0df98b3601c5241a906c' },
  { name: 'a body of the installs', call: posted(`{${COMMON},"method":"get.app.install.list","order_field":"create_time","user_agent":"iphone"}`), text: 'appkey12345678formatjsonmethodget.app.install.listorder_fieldcreate_timetimestamp1523553249tokentestuser_agentiphone', sign: '1a35ab226decbe438241278530768b60' },
  { name: 'a batch: lists are not signed', call: posted(`{${COMMON},"batch":[{"version":"v1"}]}`, '/api/batch'), text: 'appkey12345678formatjsontimestamp1523553249tokentest', sign: 'a5a04aabc74cd6d4c5c5ed53c6b241b4' },
  { name: 'lists, null and the empty text', call: posted(`{${COMMON},"method":"set.hot.goods.list","goods_id":[1,3,4,6],"is_hot":1,"remark":"热卖","brand":null,"note":""}`), text: 'appkey12345678formatjsonis_hot1methodset.hot.goods.listnoteremark热卖timestamp1523553249tokentest', sign: '9c3dee19f80e6153462a0fcf132eaaa6' },
  { name: 'booleans of JavaScript', call: posted(`{${COMMON},"method":"set.goods.item","goods_id":7,"shop_price":12.5,"status":true,"is_new":false}`), text: 'appkey12345678formatjsongoods_id7is_new0methodset.goods.itemshop_price12.5status1timestamp1523553249tokentest', sign: '963f7701179198d8621a53ebf9ada3d2' },
  { name: 'booleans of PHP', call: posted(`{${COMMON},"method":"set.goods.item","goods_id":7,"shop_price":12.5,"status":true,"is_new":false}`), reading: { ...PLAIN, false: '' }, text: 'appkey12345678formatjsongoods_id7is_newmethodset.goods.itemshop_price12.5status1timestamp1523553249tokentest', sign: '58279bf8b4a5ebafa3d260610f646be8' },
  { name: 'a path', call: asked('/api/v1/app/method/set.app.item/app_name/IOS/app_id/1/appkey/12345678/timestamp/1523553249/token/test/format/xml/'), text: 'app_id1app_nameIOSappkey12345678formatxmlmethodset.app.itemtimestamp1523553249tokentest', sign: '46268e3a650e323588f3f318eabe28f8' },
  { name: 'jsonp', call: asked('/api/v1/goods', 'callback=shop.cb&keywords=%E5%8D%8E%E4%B8%BA&appkey=12345678&format=jsonp&method=get.goods.index.list&timestamp=1523553249'), text: 'appkey12345678callbackshop.cbformatjsonpkeywords华为methodget.goods.index.listtimestamp1523553249', sign: '316e77b0e13720a9257f6dc77ae60a4b' },
]

describe('the text that is signed', () => {
  it.each(WORKED)('$name', ({ call, reading, text, sign }) => {
    expect(call.unreadable).toBeNull()
    expect(canonical(call.values, reading)).toBe(text)
    expect(digest(text, SECRET).toString('hex')).toBe(sign)
  })
})

describe('a sign', () => {
  const signedWith = (text: string): string => digest(text, SECRET).toString('hex').toUpperCase()
  const body = (sign: string): CareyCall => posted(`{"price":10.0,"is_new":false,"sign":"${sign}"}`)

  it.each([
    ['as sent', 'is_new0price10.0'],
    ['false as nothing', 'is_newprice10.0'],
    ['as JavaScript prints numbers', 'is_new0price10'],
    ['both', 'is_newprice10'],
  ])('is taken %s', (_name, text) => {
    expect(() => verifySign(body(signedWith(text)), SECRET)).not.toThrow()
  })

  it.each([
    ['of another reading', signedWith('is_newfalseprice10.0')],
    ['that is too long', `${signedWith('is_new0price10.0')}00`],
    ['that is no hex', 'z'.repeat(32)],
  ])('%s is wrong', (_name, sign) => {
    expect(() => verifySign(body(sign), SECRET)).toThrow(new ShopError('SIGN_INVALID'))
  })

  it('that is not there is missing', () => {
    expect(() => verifySign(body(''), SECRET)).toThrow(new ShopError('SIGN_MISSING'))
  })

  it('tells which names it covers, and nothing of what they say', () => {
    const call = posted(`{"b":"x","a":[1],"n":null,"sign":"${signedWith('bx')}"}`)
    verifySign(call, SECRET)
    expect(call.signNote).toEqual({ names: ['b'], leftOut: ['a', 'n', 'sign'], reading: 'numbers as sent, false as \'0\'' })
  })
})
