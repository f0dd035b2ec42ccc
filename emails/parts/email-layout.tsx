import type { ReactNode } from 'react'
import { Body, Container, Head, Html, Link, Preview, Section, Text } from 'react-email'
import * as look from '@/emails/parts/styles'
import { config } from '@/lib/config'

/** `name` is what `greetingName` lets through. */
type EmailLayoutProps = { subject: string; preview: string; name?: string; children: ReactNode }

/** The frame of every mail: the product's name, a greeting, the letter, and where it comes from. */
export function EmailLayout({ subject, preview, name, children }: EmailLayoutProps) {
  const { APP_NAME, APP_URL } = config()
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{look.darkScheme}</style>
      </Head>
      <Preview useTitleTag={false}>{preview}</Preview>
      <Body style={look.body}>
        <Section className="page" style={look.page}>
          <Container className="card" style={look.card}>
            <Text data-skip-in-text={true} className="ink" style={look.name}>
              {APP_NAME}
            </Text>
            <Greeting name={name} />
            {children}
            <Text className="faint" style={look.footer}>
              {APP_NAME}
              <br />
              <Link href={APP_URL} className="faint" style={look.plainLink}>
                {APP_URL}
              </Link>
            </Text>
          </Container>
        </Section>
      </Body>
    </Html>
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
