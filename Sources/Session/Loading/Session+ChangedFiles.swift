import ComponentTypes

extension Session {
  /// How long ago a file must have been written to count as complete, in nanoseconds.
  private static let settlingTime: Int64 = 300_000_000

  /// The loaded paths whose files are not what they were when they were read.
  ///
  /// Nothing is read and nothing fails: the file system is only asked for names, sizes and times, of at most
  /// `FileStamps.limit` files a path. Each change is reported once, until the files change again or are loaded again.
  package func changedFiles() -> [ChangedFile] {
    var changed: [ChangedFile] = []
    for record in loads.all where record.request.path != "-" {
      let now = FileStamps(of: record.request.location)
      guard now != record.stamps else {
        // It is again what it was: a later change is worth telling.
        if record.reported != nil { loads.report(nil, of: record.request) }
        continue
      }
      let state: ChangedFile.State =
        now.isEmpty ? .vanished : now.wasWritten(within: Self.settlingTime) ? .beingWritten : .changed
      let report = LoadRecord.Report(stamps: now, state: state)
      guard record.reported != report else { continue }
      loads.report(report, of: record.request)
      changed.append(
        ChangedFile(path: record.request.path, state: state, files: now.names(differingFrom: record.stamps)))
    }
    return changed
  }
}
