/// What was loaded, each request once, in the order in which they were given last.
struct LoadTable {
  /// The records by a number that grows; those that were replaced are gone.
  private var records: [Int: LoadRecord] = [:]
  private var numbers: [LoadRequest: Int] = [:]
  private var next = 0

  var all: [LoadRecord] { records.sorted { $0.key < $1.key }.map(\.value) }

  /// Adds a record; another of its request is replaced.
  mutating func append(_ record: LoadRecord) {
    if let earlier = numbers.updateValue(next, forKey: record.request) { records[earlier] = nil }
    records[next] = record
    next += 1
  }

  /// Notes what was reported of a request.
  mutating func report(_ report: LoadRecord.Report?, of request: LoadRequest) {
    guard let number = numbers[request] else { return }
    records[number]?.reported = report
  }
}
