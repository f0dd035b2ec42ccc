import { accessSync, constants, type Stats, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import { SPACE_NEEDED_MEGABYTES } from '@/db/connection/pglite/pglite-guard'
import type { Check } from '@/lib/doctor/check'
import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'

const MEGABYTE = 1024 ** 2
const SPACE_MEGABYTES = { low: 512, none: SPACE_NEEDED_MEGABYTES }
const ANYONE_ELSE = 0o077

/** Checks the files on this machine, and who else can read them. */
export const files: Check = ({ settings }) => {
  const folder = settings.DATA_DIR ?? '.data'
  return [...dataFolder(folder), ...readable(path.join(folder, 'secret')), ...environmentFiles()]
}

function dataFolder(folder: string): Finding[] {
  const found = stat(folder)
  if (!found) return [hint('files', `DATA_DIR (${folder}) does not exist yet.`, `install -d -m 700 ${quoted(folder)}`)]
  const mine = process.getuid?.()
  const findings = [...readable(folder), ...space(folder)]
  if (mine !== undefined && found.uid !== mine) {
    const says = `DATA_DIR (${folder}) belongs to user ID ${found.uid}, but the doctor runs as user ID ${mine}.`
    findings.push(
      warning('files.owner', says, `chown -R "$(id -un)" ${quoted(folder)}, or run Rekey as the owner of the folder`),
    )
  }
  if (!isWritable(folder)) {
    const mend = `chown "$(id -un)" ${quoted(folder)} && chmod 700 ${quoted(folder)}`
    findings.push(fault('files.writable', `DATA_DIR (${folder}) is not writable.`, mend))
  }
  return findings.length > 0
    ? findings
    : [fine('files', `DATA_DIR (${folder}) is writable, and other users cannot read it.`)]
}

function environmentFiles(): Finding[] {
  return ['.env', '.env.local', '.env.production', '.env.production.local'].flatMap(readable)
}

/** Warns if other users can read this file, because it contains secrets. */
function readable(file: string): Finding[] {
  const found = stat(file)
  if (!found || process.platform === 'win32' || (found.mode & ANYONE_ELSE) === 0) return []
  const mode = found.isDirectory() ? '700' : '600'
  const has = (found.mode & 0o777).toString(8)
  const says = `Other users of this machine can access ${file} (mode ${has}).`
  return [warning('files.mode', says, `chmod ${mode} ${quoted(file)}`)]
}

function space(folder: string): Finding[] {
  const { bavail, bsize } = statfsSync(folder)
  const free = Math.floor((bavail * bsize) / MEGABYTE)
  const says = `Only ${free} MB are free for ${folder}.`
  const mend = `Free some space: df -h ${quoted(folder)}`
  if (free < SPACE_MEGABYTES.none) return [fault('files.space', says, mend)]
  return free < SPACE_MEGABYTES.low ? [warning('files.space', says, mend)] : []
}

function stat(file: string): Stats | undefined {
  return statSync(/*turbopackIgnore: true*/ file, { throwIfNoEntry: false })
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

const quoted = (file: string) => (/^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`)
