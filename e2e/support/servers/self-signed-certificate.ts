import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A self-signed certificate for localhost. */
export function selfSigned(): { key: string; certificate: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'rekey-certificate-'))
  const files = { key: path.join(folder, 'key'), certificate: path.join(folder, 'certificate') }
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  execFileSync('openssl', ['req', ...kind, ...name, '-keyout', files.key, '-out', files.certificate], { stdio: 'pipe' })
  const made = { key: readFileSync(files.key, 'utf8'), certificate: readFileSync(files.certificate, 'utf8') }
  rmSync(folder, { recursive: true })
  return made
}
