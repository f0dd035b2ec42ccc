export default function StaticPage() {
  return <h1>Hello</h1>
}
