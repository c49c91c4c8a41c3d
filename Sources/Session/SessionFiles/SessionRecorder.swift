/// Writes a session to a `.wits` file while it goes on: an input before it runs, its output behind it.
struct SessionRecorder {
  /// As it was given.
  let path: String
  /// Where the file is, without links and detours.
  var place: String { file.place }
  private let file: RecordingFile
  private var form: RecordedSession
  /// How many inputs stand in the file.
  private(set) var inputCount = 0
  /// Where the input that runs begins in the file.
  private var pendingStart: Int?

  /// Makes the file and writes what was before.
  ///
  /// - Throws: `SessionError` where the file cannot be made or written.
  init(
    _ path: String, in file: RecordingFile, _ form: RecordedSession, earlier: [Reply],
    transcribe: (Reply) -> [String]
  ) throws(SessionError) {
    self.path = path
    self.file = file
    self.form = form
    var lines = form.preamble.flatMap { RecordedSession.lines(ofInput: $0) + ["..."] }
    for reply in earlier where RecordedSession.holds(reply) {
      lines += self.form.lines(of: reply, transcribe: transcribe)
      inputCount += 1
    }
    if let reason = file.append(lines) { throw SessionError(.cannotWrite(path, reason: reason)) }
  }

  /// Writes an input that is about to run, so that one that ends the program is there to be looked at.
  ///
  /// - Throws: `SessionError` where it cannot be written.
  mutating func begin(_ input: String) throws(SessionError) {
    pendingStart = file.size
    try append(RecordedSession.lines(ofInput: input))
  }

  /// Writes what came of it.
  ///
  /// - Throws: `SessionError` where it cannot be written.
  mutating func end(_ reply: Reply, transcribe: (Reply) -> [String]) throws(SessionError) {
    if let pendingStart { file.cut(to: pendingStart) }
    pendingStart = nil
    guard RecordedSession.holds(reply) else { return }
    try append(form.lines(of: reply, transcribe: transcribe))
    inputCount += 1
  }

  private func append(_ lines: [String]) throws(SessionError) {
    if let reason = file.append(lines) { throw SessionError(.cannotWrite(path, reason: reason)) }
  }
}
