'use client'
import { useEffect } from 'react'

/** Opens the operation that the URL's fragment names, when the page loads and whenever the fragment changes. */
export function OpenNamed() {
  useEffect(() => {
    const open = () => {
      const named = document.getElementById(location.hash.slice(1))
      if (!(named instanceof HTMLDetailsElement)) return
      named.open = true
      named.scrollIntoView()
    }
    open()
    addEventListener('hashchange', open)
    return () => removeEventListener('hashchange', open)
  }, [])
  return null
}
