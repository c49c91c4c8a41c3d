package import Session
package import StyledText

/// What a front end says of loaded files that changed, to offer loading them again.
package struct ChangedFileView {
  private let files: [ChangedFile]
  private let columns: Int

  package init(_ files: [ChangedFile], columns: Int = 80) {
    self.files = files
    self.columns = max(20, columns)
  }

  /// A line or so a path: `overflow.wasm changed; :reload loads it again`.
  package var lines: [StyledLine] {
    files.flatMap { file -> [StyledLine] in
      let name = file.path.escapingTerminalControls.elidedInTheMiddle(columns: max(20, columns - 40))
      let text =
        switch file.state {
        case .changed: "\(name) changed; :reload loads it again"
        case .vanished: "\(name) is not there any more; what was loaded stays"
        case .beingWritten: "\(name) is being written; :reload loads it when that is done"
        }
      return flow([StyledLine(text, .warning)], columns: columns)
    }
  }
}
