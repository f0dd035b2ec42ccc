import { v7 as uuidv7 } from 'uuid'
import { brandFolder, logoPng } from '@/e2e/support/servers/brand-folder'
import { sendEmail } from '@/emails/transport/send-email'
import { sampleEmails } from '@/test/emails/sample-emails'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { GET } from './route'

test('the dev mailbox shows the logo that an email would have attached, and can load nothing else', async () => {
  await withSettings({ BRAND_DIR: brandFolder() }, async () => {
    const id = uuidv7()
    await sendEmail({ id, to: 'ada@example.com', ...(await sampleEmails.welcome()) })
    const request = new Request(`http://localhost:3000/dev/mailbox/${id}`)
    const answer = await GET(request, { params: Promise.resolve({ id }) })
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; img-src data:;/,
    )
    const html = await answer.text()
    expect(html).toContain(`<img src="data:image/png;base64,${logoPng.toString('base64')}"`)
    expect(html).not.toContain('cid:')
  })
})
