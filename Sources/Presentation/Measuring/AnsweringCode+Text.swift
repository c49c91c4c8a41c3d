import Session

extension AnsweringCode {
  /// Of what it is made, where that is more than the code of one component: `2 components composed, linked to native`.
  var makeup: String {
    var words: [String] = []
    if kind == .composed { words.append("\(componentCount) components composed") }
    if !linkedInstances.isEmpty { words.append("linked to \(linkedInstances.joined(separator: ", "))") }
    if usesStubs { words.append("stubs answer") }
    return words.joined(separator: ", ")
  }
}
