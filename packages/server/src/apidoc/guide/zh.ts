import type { GuideSection } from './section.ts'

export const GUIDE_ZH: readonly GuideSection[] = [
  {
    id: 'start',
    title: '五分钟接入',
    text: `同一家店，四种调用约定，一套业务规则：商品、购物车、结算、订单、会员、支付、问卷都能由程序调用，得到的价格与库存和店面完全一致。

1. 在后台「应用」页新建应用，记下 **app_key** 与 **secret**（secret 只显示一次）。
2. 选一个方法，例如 [ectouch.item.get](/apidoc?detail=ectouch.item.get.md)，在页面右侧的控制台填入应用与参数，点「发送」。
3. 复制同一页的 curl、JavaScript、PHP、Python 或 Java 代码，换上自己的应用即可运行。
4. 用 Node.js 或浏览器开发时，直接用 [SDK](#sdk)：签名、重试与类型都已备好。

演示店的应用写在数据目录的 \`demo.json\` 里。`,
  },
  {
    id: 'addresses',
    title: '调用地址',
    text: `| 地址 | 约定 | 用途 |
| --- | --- | --- |
| \`{base}/router/rest\` | ECTouch、TOP | 本文档的全部方法 |
| \`{base}/\` 与 \`{base}/api/entry\` | ECTouch、KDT（有赞旧版） | 同上，行为完全相同 |
| \`{base}/openapi/default.aspx\` | 问卷星（WJX） | 问卷 |
| \`{base}/api/v1/{controller}\` 与 \`/api/batch\` | CareyShop | 见[下文](#careyshop) |

GET 与 POST 均可。POST 用 \`application/x-www-form-urlencoded\`，传文件用 \`multipart/form-data\`；参数一律 UTF-8。正式环境只接受 HTTPS。浏览器可跨域调用，但别把 secret 放进网页。`,
  },
  {
    id: 'parameters',
    title: '公共参数',
    text: `| 参数 | 必填 | 说明 |
| --- | --- | --- |
| \`app_key\` | 是 | 应用编号；KDT 客户端可写作 \`app_id\` |
| \`method\` | 是 | 方法名，区分大小写 |
| \`timestamp\` | 是 | 北京时间 \`yyyy-MM-dd HH:mm:ss\`，与服务器相差不超过 10 分钟 |
| \`sign\` | 是 | 签名，十六进制，大小写均可 |
| \`sign_method\` | 否 | \`md5\`（默认）、\`hmac\`、\`hmac-sha256\` |
| \`v\` | 否 | \`1.0\`（默认）或 \`2.0\`，决定返回的外层 |
| \`format\` | 否 | \`xml\`（默认）或 \`json\` |
| \`session\` | 看方法 | \`ectouch.user.signin\` 返回的会话 |
| \`nonce\` | 否 | 任意文字，使同一秒内两次相同的写操作不被当作重发 |

列表写成 JSON \`[1,2,3]\` 或 \`1,2,3\`；对象写成 JSON。金额是十进制元，如 \`12.50\`。空文本等于没给，除非该参数注明「空文本表示清除」。`,
  },
  {
    id: 'signing',
    title: '签名',
    text: `1. 取除 \`sign\` 与文件以外的全部参数（公共参数也在内），值是**未经编码**的原文。
2. 按参数名的字节顺序排序（大写在前，其次 \`_\`，再小写）。
3. 名与值直接相连，各参数之间也不加任何符号，得到**签名文本**。
4. 按 \`sign_method\` 计算：\`md5\` 为 MD5(secret + 文本 + secret)；\`hmac\` 为以 secret 为密钥的 HMAC-MD5；\`hmac-sha256\` 为 HMAC-SHA256。
5. 写成十六进制放进 \`sign\`，再对所有参数编码并发送。

**示例。** secret 为 \`helloworld\`，参数为 \`app_key=12345678\`、\`format=json\`、\`goods_id=11223344\`、\`method=ectouch.item.get\`、\`session=test\`、\`sign_method=md5\`、\`timestamp=2016-01-01 12:00:00\`、\`v=1.0\`：

\`\`\`text
{example.text}
\`\`\`

| sign_method | sign |
| --- | --- |
| \`md5\` | \`{example.md5}\` |
| \`hmac\` | \`{example.hmac}\` |
| \`hmac-sha256\` | \`{example.hmac-sha256}\` |

后两行签名文本里的 \`sign_method\` 的值相应不同。空值参数（\`a=\`）连名带空值参与签名；也接受 TOP 的 Java 与 .NET 客户端不签空值的做法。`,
  },
  {
    id: 'answers',
    title: '返回',
    text: `网关地址对 GET 与 POST 总答 HTTP 200，成功失败看外层的键；每个回答都有 \`X-Request-Id\`，报障时请附上。

\`\`\`json
{ "response": { "item": { "goods_id": 1 } } }
\`\`\`

\`\`\`json
{ "error_response": { "code": 40005, "msg": "invalid sign", "params": { "app_key": "12345678" } } }
\`\`\`

- \`v=2.0\` 时成功的键是方法名加 \`_response\`（点换成下划线），并带 \`request_id\`；业务错误另有 \`sub_code\`（错误字）与 \`sub_msg\`（中文）。
- \`format=xml\` 时根元素与上面的键同名，列表元素带 \`list="true"\`，每项为 \`<item>\`。
- 字段从不缺失也不为 null：没有值的文本为空，编号为 0，金额为 \`"0.00"\`，列表为 \`[]\`。
- 金额是两位小数的文本，时间是北京时间。列表方法带 \`page_no\`、\`page_size\`（最多 100），返回 \`items\` 与 \`total_results\`。`,
  },
  {
    id: 'errors',
    title: '错误',
    text: `判断错误请用 \`code\`，不要用 \`msg\` 的文字。-1 与 40001 至 40007 是网关自己的，50000 以上是业务错误；每个错误的原因与处理办法见[错误码](/apidoc?detail=errors.md)。

检查按固定顺序进行，第一个不合格的就是回答：请求本身 → app_key → 应用 → 时间 → 签名 → 应用频率 → 方法 → v 与 format → 方法频率 → 重放 → 会话 → 权限与营业 → 参数（先缺少后不合法）→ 业务。`,
  },
  {
    id: 'limits',
    title: '频率与大小',
    text: `| 项目 | 默认限制 |
| --- | --- |
| 应用的全部调用 | 每秒 100，可突发 200 |
| 一个方法 | 每秒 50，可突发 100 |
| 写操作 | 每秒 20，可突发 40 |
| 登录、注册、找回密码 | 每秒 5，可突发 10 |
| 网址 / 表单 / 上传 | 8 KB / 1 MB / 20 MB（单个文件 10 MB，最多 20 个） |
| 参数 | 200 个，名字最多 64 字 |

店主可为每个应用另设频率。超过时答 RATE_LIMITED，\`Retry-After\` 写明等几秒；被限的调用什么也没执行。同一地址每分钟签名类错误超过 120 次，余下的时间一律被限。`,
  },
  {
    id: 'repeats',
    title: '重复与幂等',
    text: `- 读操作随便重发。
- 写操作：**签名相同**（参数、时间都相同）的请求只执行一次，重发得到第一次的回答，并带 \`X-Idempotent-Replay: true\`。网络中断后原样重发即可，不会下两单。
- 第一次还在执行时，重发最多等 10 秒，之后答 CONFLICT。
- 记录保留到 timestamp 之后 10 分钟；-1、频率与会话类的回答不保留。
- 返回会话的方法（登录、注册、绑定、改密码、找回密码）不做记录。
- 确实要在同一秒做两次相同的写操作，各带一个不同的 \`nonce\`。`,
  },
  {
    id: 'ectouch',
    title: '从 TOP、KDT 迁移',
    text: `- **ECTouch**：方法名、参数名、签名、\`response\` 外层与原文档一致，换地址与密钥即可。
- **TOP（淘宝）**：地址 \`/router/rest\`，用 \`v=2.0\`；\`partner_id\` 等参数参与签名但不起作用。官方 Node SDK 经过测试。
- **KDT（有赞旧版）**：地址 \`/api/entry\`，\`app_id\` 代替 \`app_key\`，错误号 40001 至 40007 相同。`,
  },
  {
    id: 'careyshop',
    title: 'CareyShop 约定',
    text: `地址 \`/api/v1/{controller}?method=…\` 或 \`/api/v1/{controller}/method/…\`，批量为 \`/api/batch\`；JSON 或表单均可。

- 公共参数：\`appkey\`、\`timestamp\`（Unix 秒或日期）、\`token\`、\`sign\`、\`format\`（json、jsonp、xml）、\`method\`。
- 签名：除 \`sign\`、文件、列表、对象与 null 以外的参数按名排序，名值相连，前后加 secret，取 MD5。
- 返回 \`{"status": 200, "message": "success", "data": …}\`，失败时 status 为 401、403、429 或 500。
- 标为公开的方法不用签名：

\`\`\`sh
curl -s '{base}/api/v1/region?method=get.region.list&region_id=0'
\`\`\``,
  },
  {
    id: 'wjx',
    title: '问卷星约定',
    text: `地址 \`POST /openapi/default.aspx\`，正文是 JSON。可签名，也可用后台生成的 API 密钥：

\`\`\`sh
curl -s '{base}/openapi/default.aspx' -H 'Authorization: Bearer YOUR_WJX_KEY' \\
  -H 'Content-Type: application/json' -d '{"action":"1000002"}'
\`\`\`

- 公共参数：\`appid\`（即 app_key）、\`ts\`（Unix 秒，相差 30 秒内）、\`action\`、\`encode\`（sha1 默认，sha256、sha384、sha512、sm3）、\`sign\`。
- 签名：按参数名排序，只把**值**连起来，末尾加 secret，取摘要。
- 返回 \`{"result": true, "data": …}\`，失败为 \`{"result": false, "errormsg": …, "errorcode": …}\`。
- 功能：1000001 内容、1000002 列表、1000101 创建、1000102 状态、1001001 提交答卷、1001002 查询答卷、1001101 统计。`,
  },
  {
    id: 'sdk',
    title: 'SDK',
    text: `\`@xiaopu/sdk\` 没有依赖，可用于 Node.js 20 以上和浏览器，参数与返回都有类型，源码在 \`packages/sdk\`。

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

断线与 5xx 会带着相同的签名重发，写操作因此不会做两次；被限频时按 \`Retry-After\` 等待。SDK 也能核对按 Standard Webhooks 约定签名的通知（\`verifyWebhook\`）。`,
  },
  {
    id: 'webhooks',
    title: '通知（Webhook）',
    text: `在后台的应用页登记接收地址，选定事件后，店里一有变化就会 POST 过来，不必轮询。正文是 JSON：\`{"type": "order.paid", "timestamp": "2026-03-18T08:20:00.000Z", "data": {…}}\`，字段名与方法返回的相同，不含个人信息。

可选事件：{events}。

签名按 Standard Webhooks 约定：请求头 \`webhook-id\`、\`webhook-timestamp\`、\`webhook-signature\`。把 \`id.timestamp.正文原文\` 以密钥（\`whsec_\` 之后 base64 解码）做 HMAC-SHA256 再 base64，与 \`v1,\` 之后的比较；时间相差超过 5 分钟的不要接受。SDK 的 \`verifyWebhook\` 一步做完。

同一通知可能送达多次，\`webhook-id\` 相同，请按它去重。答 2xx 表示收到；其他回答会过一阵再送。`,
  },
  {
    id: 'exports',
    title: '给工具与 AI 用',
    text: `- [openapi.json](/apidoc/openapi.json)：OpenAPI 3.1，可导入 Postman、Apifox 或代码生成器。
- [ectouch.md](/apidoc/ectouch.md)：全部方法的一份 Markdown。
- 每个方法的地址加 \`&format=md\`，或带 \`Accept: text/markdown\`，得到该方法的 Markdown。`,
  },
]
