/// The candidates closest to a misspelt name, best first: at most `limit`, none farther than a third of its length unless
/// half of it or more begins the candidate.
package func nearNames(to name: String, among candidates: some Sequence<String>, limit: Int = 3) -> [String] {
  let wanted = Array(name.unicodeScalars.prefix(64))
  let farthest = max(1, wanted.count / 3)
  var found: [(distance: Int, name: String)] = []
  for candidate in candidates {
    let other = Array(candidate.unicodeScalars.prefix(64))
    let common = zip(wanted, other).prefix { $0 == $1 }.count
    let beginsAlike = common >= 3 && 2 * common >= wanted.count
    guard beginsAlike || abs(other.count - wanted.count) <= farthest else { continue }
    let distance = editDistance(wanted, other)
    if beginsAlike || distance <= farthest { found.append((distance, candidate)) }
  }
  return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(limit).map(\.name)
}

/// The Levenshtein distance: insertions, deletions and substitutions of one scalar each.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let above = row[j + 1]
      row[j + 1] = x == y ? diagonal : min(diagonal, above, row[j]) + 1
      diagonal = above
    }
  }
  return row[b.count]
}
