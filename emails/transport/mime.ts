import { encode as inBase64, wrap as wrapBase64 } from 'nodemailer/lib/base64'
import type MimeNode from 'nodemailer/lib/mime-node'
import { encode as inQuotedPrintable, wrap as wrapQuotedPrintable } from 'nodemailer/lib/qp'

/**
 * The bytes of a mail of text and HTML, in one piece. Left to itself nodemailer puts each part through streams of its
 * own, which takes several times as long and leaves the mail in dozens of small packets.
 */
export function writtenOut(email: MimeNode): Buffer {
  const head = email.buildHeaders()
  const parts = email.childNodes.map((part) => `--${email.boundary}\r\n${writtenPart(part)}\r\n`)
  return Buffer.from(`${head}\r\n\r\n${parts.join('')}--${email.boundary}--\r\n`)
}

function writtenPart(part: MimeNode): string {
  const content = part.content as string
  if (part.getTransferEncoding() === 'base64')
    return `${part.buildHeaders()}\r\n\r\n${wrapBase64(inBase64(Buffer.from(content)))}`
  part.setHeader('Content-Transfer-Encoding', 'quoted-printable')
  return `${part.buildHeaders()}\r\n\r\n${wrapQuotedPrintable(inQuotedPrintable(content))}`
}
