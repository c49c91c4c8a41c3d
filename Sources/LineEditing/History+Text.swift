extension History {
  /// The entries as text, one a line: `\n` stands for a line feed inside an entry, `\r` for a carriage return and
  /// `\\` for a backslash.
  package var fileText: String {
    var text = ""
    for entry in entries {
      for scalar in entry.unicodeScalars {
        switch scalar {
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        default: text.unicodeScalars.append(scalar)
        }
      }
      text += "\n"
    }
    return text
  }

  /// Reads what `fileText` wrote. Any text can be read: an escape that is not one stands for itself.
  package init(fileText: String, capacity: Int = History.defaultCapacity) {
    self.init(capacity: capacity)
    let lines = fileText.unicodeScalars.split(separator: "\n")
    for line in lines.suffix(self.capacity) {
      var entry = String.UnicodeScalarView()
      var escaped = false
      for scalar in line {
        if escaped {
          escaped = false
          switch scalar {
          case "n": entry.append("\n")
          case "r": entry.append("\r")
          case "\\": entry.append("\\")
          default: entry.append(contentsOf: ["\\", scalar])
          }
        } else if scalar == "\\" {
          escaped = true
        } else {
          entry.append(scalar)
        }
      }
      if escaped { entry.append("\\") }
      append(String(entry))
    }
  }
}
