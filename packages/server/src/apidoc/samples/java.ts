import { type SampleCall, signedParams } from './sample-call.ts'

const quoted = (text: string): string => JSON.stringify(text)

export function javaSample(call: SampleCall): string {
  return `import java.net.URI;
import java.net.URLEncoder;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.*;
import java.time.format.DateTimeFormatter;
import java.util.*;
import java.util.stream.Collectors;

public class Call {
    public static void main(String[] args) throws Exception {
        String address = ${quoted(call.address)};
        String secret = ${quoted(call.secret)};
        TreeMap<String, String> params = new TreeMap<>();
${signedParams(call).map(([name, value]) => `        params.put(${quoted(name)}, ${quoted(value)});\n`).join('')}        params.put("timestamp", DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(ZonedDateTime.now(ZoneOffset.ofHours(8))));

        StringBuilder text = new StringBuilder();
        params.forEach((name, value) -> text.append(name).append(value));
        byte[] digest = MessageDigest.getInstance("MD5").digest((secret + text + secret).getBytes(StandardCharsets.UTF_8));
        params.put("sign", HexFormat.of().withUpperCase().formatHex(digest));

        String body = params.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        System.out.println(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)).body());
    }
}
`
}
