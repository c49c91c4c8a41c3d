import Diagnostics

/// What follows a command's name, with where it stands in the input.
struct CommandArguments {
  /// One word; quotes around it are gone.
  struct Word {
    var text: String
    var span: SourceSpan

    /// Whether there were quotes.
    var isQuoted: Bool { span.end - span.start > text.utf8.count }
  }

  /// The whole input.
  let source: SourceText
  /// The command's name with its colon.
  let nameSpan: SourceSpan
  /// Everything after the name, without blanks at either end.
  let text: String
  /// Where `text` stands.
  let span: SourceSpan

  init(source: SourceText, nameSpan: SourceSpan, text: String, span: SourceSpan) {
    self.source = source
    self.nameSpan = nameSpan
    self.text = text
    self.span = span
  }

  init(_ command: ParsedInput.Command, in source: SourceText) {
    self.init(source: source, nameSpan: command.nameSpan, text: command.argument, span: command.argumentSpan)
  }

  /// Reads the words: separated by blanks, in double quotes where they hold blanks.
  func words() -> [Word] {
    var words: [Word] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      if Self.isBlank(bytes[index]) {
        index += 1
        continue
      }
      let start = index
      var word: [UInt8] = []
      var isQuoted = false
      while index < bytes.count, isQuoted || !Self.isBlank(bytes[index]) {
        if bytes[index] == UInt8(ascii: "\"") {
          isQuoted.toggle()
        } else {
          word.append(bytes[index])
        }
        index += 1
      }
      words.append(
        Word(text: String(decoding: word, as: UTF8.self), span: SourceSpan(span.start + start, span.start + index)))
    }
    return words
  }

  /// The only word, nil where there is none.
  func optionalWord(of command: Command) throws(SessionError) -> Word? {
    let words = words()
    if words.count > 1 {
      throw SessionError(
        .unexpectedArgument(command: command.rawValue, argument: words[1].text), at: place(words[1].span))
    }
    return words.first
  }

  /// The only word.
  func word(of command: Command, called what: String) throws(SessionError) -> Word {
    guard let word = try optionalWord(of: command) else {
      throw SessionError(.missingArgument(command: command.rawValue, what: what), at: place(nameSpan))
    }
    return word
  }

  /// Refuses arguments where a command takes none.
  func none(of command: Command) throws(SessionError) {
    if let word = words().first {
      throw SessionError(.unexpectedArgument(command: command.rawValue, argument: word.text), at: place(word.span))
    }
  }

  /// The same with only the first so many bytes of the text.
  func cut(to count: Int) -> CommandArguments {
    CommandArguments(
      source: source, nameSpan: nameSpan, text: String(decoding: text.utf8.prefix(count), as: UTF8.self),
      span: SourceSpan(span.start, span.start + count))
  }

  /// A place in the input.
  func place(_ span: SourceSpan) -> Diagnostic.Location {
    .text(source, [Diagnostic.Label(span)])
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
