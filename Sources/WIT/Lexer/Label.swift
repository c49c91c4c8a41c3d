/// Whether a text in UTF-8 is a name: words joined by `-`, each of one case with digits, the first starting with a letter.
///
/// Source: Explainer.md, "Import and Export Definitions" (`label`); WIT.md, "WIT Identifiers".
func isLabel(_ text: ArraySlice<UInt8>) -> Bool {
  var isFirstWord = true
  // nil until the word's first letter decides its case.
  var wordIsUpper: Bool?
  var wordLength = 0
  for byte in text {
    switch byte {
    case UInt8(ascii: "-"):
      if wordLength == 0 { return false }
      isFirstWord = false
      wordIsUpper = nil
      wordLength = 0
      continue
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      if isFirstWord, wordLength == 0 { return false }
    case UInt8(ascii: "a")...UInt8(ascii: "z"):
      if wordIsUpper == true { return false }
      wordIsUpper = false
    case UInt8(ascii: "A")...UInt8(ascii: "Z"):
      if wordIsUpper == false { return false }
      wordIsUpper = true
    default:
      return false
    }
    wordLength += 1
  }
  return wordLength > 0
}
