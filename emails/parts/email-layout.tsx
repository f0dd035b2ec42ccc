import type { ReactNode } from 'react'
import { WrittenOutLinks } from '@/emails/parts/action'
import { accentInDark, BrandFooter, BrandMark } from '@/emails/parts/brand'
import { Box, Link, Preview, Text } from '@/emails/parts/elements'
import * as look from '@/emails/parts/styles'
import { config } from '@/lib/config'

/** `name` comes from `greetingName`. */
type EmailLayoutProps = { subject: string; preview: string; name?: string; children: ReactNode }

/** The frame of every email: the product's name or logo, a greeting, the content, its links written out, the site it comes from, and the operator's links. */
export function EmailLayout({ subject, preview, name, children }: EmailLayoutProps) {
  const { APP_NAME, APP_URL } = config()
  return (
    <html lang="en" dir="ltr">
      <head>
        <meta content="text/html; charset=UTF-8" httpEquiv="Content-Type" />
        <meta name="x-apple-disable-message-reformatting" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{look.darkScheme + accentInDark()}</style>
      </head>
      <body lang="en" dir="ltr" style={look.body}>
        <Preview>{preview}</Preview>
        <Box cell={{ lang: 'en', dir: 'ltr', style: look.bodyCell }}>
          <Box className="page" style={look.page} cell={{ style: look.pageCell }}>
            <Box className="card" style={look.card} cell={{ style: look.cardCell }}>
              <BrandMark />
              <Greeting name={name} />
              {children}
              <WrittenOutLinks body={children} />
              <Text className="faint" style={look.footer}>
                {APP_NAME}
                <br />
                <Link href={APP_URL} className="faint" style={look.plainLink}>
                  {APP_URL}
                </Link>
              </Text>
              <BrandFooter />
            </Box>
          </Box>
        </Box>
      </body>
    </html>
  )
}

function Greeting({ name }: { name?: string }) {
  if (!name) return <Paragraph>Hello,</Paragraph>
  return (
    <Paragraph>
      Hello <bdi>{name}</bdi>,
    </Paragraph>
  )
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={look.paragraph}>
      {children}
    </Text>
  )
}
