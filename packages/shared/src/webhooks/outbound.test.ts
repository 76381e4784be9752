import { describe, expect, it } from 'vitest'
import { isPublicAddress } from './addresses.ts'
import { post } from './post.ts'
import { startReceiver } from './testing/receiver.ts'

describe('an address on the open internet', () => {
  it.each(['8.8.8.8', '223.5.5.5', '172.15.255.255', '172.32.0.1', '100.63.255.255', '2606:4700:4700::1111', '240e::1'])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    '127.0.0.1', '127.9.9.9', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '100.100.100.200', '192.0.0.192', '168.63.129.16', '198.18.0.1', '224.0.0.1',
    '255.255.255.255', '::', '::1', '::ffff:8.8.8.8', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::a00:1', '2002:a00:1::', '2001::1', '2001:db8::1', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'fec0::1', 'ff02::1', 'localhost', '',
  ])('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('a call to the outside', () => {
  const message = { headers: {}, body: '{}' }

  it('reaches nobody on this machine, by number or by a name that leads here', async () => {
    const receiver = await startReceiver()
    const here = async () => [{ address: '127.0.0.1', family: 4 }]
    const { port } = new URL(receiver.url)
    for (const url of [`https://127.0.0.1:${port}/`, `https://[::ffff:127.0.0.1]:${port}/`, `https://hooks.example:${port}/`, receiver.url]) {
      expect(await post(url, message, { allowsLocal: false, resolve: here })).toMatchObject({ status: 0, error: 'ADDRESS_REFUSED' })
    }
    expect(receiver.got).toEqual([])
    await receiver.close()
  })

  it('is refused when one of several answers leads here', async () => {
    const resolve = async () => [{ address: '8.8.8.8', family: 4 }, { address: '10.0.0.5', family: 4 }]
    expect(await post('https://hooks.example/', message, { allowsLocal: false, resolve })).toMatchObject({ error: 'ADDRESS_REFUSED' })
  })

  it('goes to the address that was checked, and asks for the name once', async () => {
    const receiver = await startReceiver()
    let asked = 0
    const resolve = async () => {
      asked++
      return [{ address: asked === 1 ? '127.0.0.1' : '192.0.2.1', family: 4 }]
    }
    expect(await post(`http://hooks.example:${new URL(receiver.url).port}/`, message, { allowsLocal: true, resolve })).toMatchObject({ status: 204 })
    expect([asked, receiver.got.length]).toEqual([1, 1])
    await receiver.close()
  })

  it('says what the system said when nobody listens', async () => {
    expect(await post('http://127.0.0.1:9/', message, { allowsLocal: true })).toMatchObject({ status: 0, error: 'ECONNREFUSED' })
  })
})
