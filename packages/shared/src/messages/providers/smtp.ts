import type { SmtpSettings } from '../channels.ts'
import type { Outgoing } from '../outgoing.ts'
import { createTransport } from 'nodemailer'

const CONNECT_MS = 10_000
const WHOLE_MS = 20_000

/** One mail over a connection of its own. Whatever the server does not take is thrown. */
export async function sendBySmtp({ recipient, subject, body }: Outgoing, { host, port, isSecure, user, password, from }: SmtpSettings): Promise<void> {
  const transport = createTransport({
    host,
    port,
    secure: isSecure,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: WHOLE_MS,
    ...user === '' ? {} : { auth: { user, pass: password } },
  })
  try {
    await transport.sendMail({ from, to: recipient, subject, text: body })
  } finally {
    transport.close()
  }
}
