import { type SampleCall, signedParams } from './sample-call.ts'

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll('\'', '\\\'')}'`

export function phpSample(call: SampleCall): string {
  return `<?php
$address = ${quoted(call.address)};
$secret = ${quoted(call.secret)};
$params = [
${signedParams(call).map(([name, value]) => `    ${quoted(name)} => ${quoted(value)},\n`).join('')}    'timestamp' => (new DateTime('now', new DateTimeZone('+08:00')))->format('Y-m-d H:i:s'),
];

ksort($params, SORT_STRING);
$text = '';
foreach ($params as $name => $value) {
    $text .= $name . $value;
}
$params['sign'] = strtoupper(md5($secret . $text . $secret));

echo file_get_contents($address, false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/x-www-form-urlencoded',
    'content' => http_build_query($params),
]]));
`
}
