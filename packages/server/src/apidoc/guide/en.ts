import type { GuideSection } from './section.ts'

export const GUIDE_EN: readonly GuideSection[] = [
  {
    id: 'start',
    title: 'Five minutes',
    text: `One shop, four calling conventions, one set of rules: products, carts, checkouts, orders, members, payments and surveys can be called by programs, with the prices and stock that shoppers see.

1. Make an app on the admin's Apps page and keep its **app_key** and **secret** (the secret is shown once).
2. Open a method, for instance [ectouch.item.get](/apidoc?detail=ectouch.item.get.md&lang=en), fill in the console on its right and send.
3. Copy the sample in curl, JavaScript, PHP, Python or Java from the same page, put your app in, and run it.
4. With Node.js or in a browser take the [SDK](#sdk): signing, retries and types are done.

The demo shop's app stands in \`demo.json\` of the data folder.`,
  },
  {
    id: 'addresses',
    title: 'Addresses',
    text: `| address | convention | what for |
| --- | --- | --- |
| \`{base}/router/rest\` | ECTouch, TOP | every method of this document |
| \`{base}/\` and \`{base}/api/entry\` | ECTouch, KDT (old Youzan) | the same, without any difference |
| \`{base}/openapi/default.aspx\` | WJX | surveys |
| \`{base}/api/v1/{controller}\` and \`/api/batch\` | CareyShop | see [below](#careyshop) |

GET and POST both work. A POST is \`application/x-www-form-urlencoded\`, or \`multipart/form-data\` with files; everything is UTF-8. In production only HTTPS is taken. Browsers may call from other origins, but a secret does not belong into a page.`,
  },
  {
    id: 'parameters',
    title: 'Public parameters',
    text: `| parameter | required | meaning |
| --- | --- | --- |
| \`app_key\` | yes | the app; KDT clients may call it \`app_id\` |
| \`method\` | yes | name of the method, case matters |
| \`timestamp\` | yes | \`yyyy-MM-dd HH:mm:ss\` in GMT+8, at most 10 minutes off the server's clock |
| \`sign\` | yes | the signature in hex, either case |
| \`sign_method\` | no | \`md5\` (default), \`hmac\`, \`hmac-sha256\` |
| \`v\` | no | \`1.0\` (default) or \`2.0\`: the envelope of the answer |
| \`format\` | no | \`xml\` (default) or \`json\` |
| \`session\` | by method | the session that \`ectouch.user.signin\` answers |
| \`nonce\` | no | any text, so that two equal writes in one second are not taken for a repeat |

Lists are JSON \`[1,2,3]\` or \`1,2,3\`, objects JSON. Money is decimal yuan such as \`12.50\`. An empty text counts as not sent, unless the parameter says that it clears what is stored.`,
  },
  {
    id: 'signing',
    title: 'Signing',
    text: `1. Take all parameters but \`sign\` and files, public ones included, with their values **before any encoding**.
2. Sort them by name in byte order (capitals, then \`_\`, then small letters).
3. Write each name directly followed by its value, and nothing between parameters: that is the **text**.
4. By \`sign_method\`: \`md5\` is MD5(secret + text + secret), \`hmac\` is HMAC-MD5 with the secret as key, \`hmac-sha256\` HMAC-SHA256.
5. Put the hex digits into \`sign\`, then encode everything and send it.

**Example.** The secret is \`helloworld\`, the parameters are \`app_key=12345678\`, \`format=json\`, \`goods_id=11223344\`, \`method=ectouch.item.get\`, \`session=test\`, \`sign_method=md5\`, \`timestamp=2016-01-01 12:00:00\`, \`v=1.0\`:

\`\`\`text
{example.text}
\`\`\`

| sign_method | sign |
| --- | --- |
| \`md5\` | \`{example.md5}\` |
| \`hmac\` | \`{example.hmac}\` |
| \`hmac-sha256\` | \`{example.hmac-sha256}\` |

For the last two the text holds their own \`sign_method\`. A parameter with an empty value (\`a=\`) is signed by its name; leaving it out, as TOP's Java and .NET clients do, is accepted too.`,
  },
  {
    id: 'answers',
    title: 'Answers',
    text: `A gateway address answers GET and POST with HTTP 200 always; the outer key tells success from failure. Every answer has an \`X-Request-Id\`: name it when you report a fault.

\`\`\`json
{ "response": { "item": { "goods_id": 1 } } }
\`\`\`

\`\`\`json
{ "error_response": { "code": 40005, "msg": "invalid sign", "params": { "app_key": "12345678" } } }
\`\`\`

- With \`v=2.0\` the key of a success is the method's name with \`_\` for points and \`_response\`, and there is a \`request_id\`; a business error has \`sub_code\` (its word) and \`sub_msg\` (in Chinese) as well.
- With \`format=xml\` the root is named like these keys; a list has \`list="true"\` and one \`<item>\` for each entry.
- No field is ever missing or null: a text without a value is empty, an id 0, money \`"0.00"\`, a list \`[]\`.
- Money is text with two decimals, times are GMT+8. A list takes \`page_no\` and \`page_size\` (at most 100) and answers \`items\` and \`total_results\`.`,
  },
  {
    id: 'errors',
    title: 'Errors',
    text: `Go by \`code\`, never by the text of \`msg\`. -1 and 40001 to 40007 are the gateway's own, 50000 and up belong to the shop; [errors](/apidoc?detail=errors.md&lang=en) has the cause and remedy of each.

Checks run in one order, and the first that fails answers: the request itself → app_key → the app → time → signature → the app's rate → method → v and format → the method's rate → replay → session → rights and opening → parameters (missing before malformed) → the shop's rules.`,
  },
  {
    id: 'limits',
    title: 'Rates and sizes',
    text: `| what | limit by default |
| --- | --- |
| all calls of an app | 100 a second, bursts of 200 |
| one method | 50 a second, bursts of 100 |
| writes | 20 a second, bursts of 40 |
| sign-in, sign-up, forgotten passwords | 5 a second, bursts of 10 |
| address / form / upload | 8 KB / 1 MB / 20 MB (10 MB a file, 20 files) |
| parameters | 200, names of up to 64 characters |

The shop may set other rates for an app. Above them the answer is RATE_LIMITED with the seconds to wait in \`Retry-After\`, and nothing was executed. More than 120 failures of key, time or signature from one address in a minute are limited for the rest of it.`,
  },
  {
    id: 'repeats',
    title: 'Repeats and idempotency',
    text: `- Reads may be repeated freely.
- A write with the **same signature** (equal parameters and time) is executed once; a repeat gets the first answer again with \`X-Idempotent-Replay: true\`. After a broken connection send the very same request: no second order is made.
- While the first is running a repeat waits for up to 10 seconds, then answers CONFLICT.
- Answers are kept until 10 minutes after the timestamp; -1, rate and session refusals are not.
- Methods that hand out a session (sign-in, sign-up, bind, passwords) are not recorded.
- To do the same write twice within one second on purpose, send a different \`nonce\` with each.`,
  },
  {
    id: 'ectouch',
    title: 'Coming from TOP or KDT',
    text: `- **ECTouch**: names, signature and the \`response\` envelope are those of the original document; change the address and the key.
- **TOP (Taobao)**: address \`/router/rest\`, \`v=2.0\`; \`partner_id\` and the like are signed and without effect. Its Node client is part of our tests.
- **KDT (old Youzan)**: address \`/api/entry\`, \`app_id\` for \`app_key\`, and the same error numbers 40001 to 40007.`,
  },
  {
    id: 'careyshop',
    title: 'The CareyShop convention',
    text: `Addresses are \`/api/v1/{controller}?method=…\` or \`/api/v1/{controller}/method/…\`, and \`/api/batch\`; JSON and forms both work.

- Public parameters: \`appkey\`, \`timestamp\` (Unix seconds or a date), \`token\`, \`sign\`, \`format\` (json, jsonp, xml), \`method\`.
- Signature: all parameters but \`sign\`, files, lists, objects and null, sorted by name, name and value joined, the secret before and after, MD5.
- Answers are \`{"status": 200, "message": "success", "data": …}\`; a failure has status 401, 403, 429 or 500.
- Open methods need no signature:

\`\`\`sh
curl -s '{base}/api/v1/region?method=get.region.list&region_id=0'
\`\`\``,
  },
  {
    id: 'wjx',
    title: 'The WJX convention',
    text: `The address is \`POST /openapi/default.aspx\` with a JSON body, signed or with an API key from the admin:

\`\`\`sh
curl -s '{base}/openapi/default.aspx' -H 'Authorization: Bearer YOUR_WJX_KEY' \\
  -H 'Content-Type: application/json' -d '{"action":"1000002"}'
\`\`\`

- Public parameters: \`appid\` (the app_key), \`ts\` (Unix seconds, within 30), \`action\`, \`encode\` (sha1 by default, sha256, sha384, sha512, sm3), \`sign\`.
- Signature: sorted by name, only the **values** joined, the secret at the end, hashed.
- Answers are \`{"result": true, "data": …}\`, failures \`{"result": false, "errormsg": …, "errorcode": …}\`.
- Actions: 1000001 content, 1000002 list, 1000101 create, 1000102 state, 1001001 submit an answer, 1001002 find answers, 1001101 report.`,
  },
  {
    id: 'sdk',
    title: 'SDK',
    text: `\`@xiaopu/sdk\` has no dependencies, runs on Node.js 20 and newer and in browsers, knows the types of parameters and answers, and lies in \`packages/sdk\`.

\`\`\`ts
import { createClient, GatewayError } from '@xiaopu/sdk'

const client = createClient({ baseUrl: '{base}', appKey: '12345678', secret: process.env.SHOP_SECRET ?? '' })

const { item } = await client.call('ectouch.item.get', { goods_id: 1 })
console.log(item.goods_name, item.final_price)

try {
  await client.cart.add({ goods_id: 1, number: 99999 })
} catch (error) {
  if (error instanceof GatewayError && error.word === 'OUT_OF_STOCK') console.log(error.message)
}
\`\`\`

A broken connection or a 5xx is sent again with the same signature, so that no write is done twice; a limited call waits for \`Retry-After\`. It also verifies notices signed by the Standard Webhooks convention (\`verifyWebhook\`).`,
  },
  {
    id: 'webhooks',
    title: 'Webhooks',
    text: `Register an address on the app's page in the admin and choose events: the shop then POSTs what changes, and nobody needs to poll. The body is JSON, \`{"type": "order.paid", "timestamp": "2026-03-18T08:20:00.000Z", "data": {…}}\`, with the field names of the methods' answers and nobody's personal data.

Events: {events}.

Signatures follow the Standard Webhooks convention, in the headers \`webhook-id\`, \`webhook-timestamp\` and \`webhook-signature\`: the HMAC-SHA256 of \`id.timestamp.body\` with the secret (base64 after \`whsec_\`), in base64 after \`v1,\`. Take nothing that is more than 5 minutes off. The SDK's \`verifyWebhook\` does all of it.

The same notice may come more than once with the same \`webhook-id\`: handle each once. A 2xx says that it arrived; anything else is tried again later.`,
  },
  {
    id: 'exports',
    title: 'For tools and AI',
    text: `- [openapi.json](/apidoc/openapi.json?lang=en): OpenAPI 3.1 for Postman, Apifox or code generators.
- [ectouch.md](/apidoc/ectouch.md?lang=en): all methods as one Markdown.
- Any method's address with \`&format=md\`, or with \`Accept: text/markdown\`, is that method in Markdown.`,
  },
]
