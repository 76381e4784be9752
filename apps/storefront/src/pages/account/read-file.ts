/** A chosen file as the contract wants it: its name and its bytes in base64. */
export function readFile(file: File): Promise<{ name: string, base64: string }> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(reader.error ?? new Error('the file could not be read'))
    reader.onload = () => resolve({ name: file.name, base64: String(reader.result).split(',')[1] ?? '' })
    reader.readAsDataURL(file)
  })
}
