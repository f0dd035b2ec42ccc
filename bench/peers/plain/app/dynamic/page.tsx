import { connection } from 'next/server'

export default async function DynamicPage() {
  await connection()
  return <h1>Hello</h1>
}
