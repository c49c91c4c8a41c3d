import CInterpreter

/// Bytes as they were at a moment. Images of what are mostly the same bytes share the pages that are equal; a page of zeros
/// takes no memory.
struct PagedImage {
  /// How many bytes a page holds; the last may hold fewer.
  static let pageBytes = 4_096
  /// How many pages a group holds; the last may hold fewer. Groups are shared, too, so that a large memory of which little
  /// changes costs little.
  static let groupPages = 256
  private static let groupBytes = pageBytes * groupPages

  let byteCount: Int
  /// Nil where all is zero.
  private let groups: [Group?]

  private final class Group {
    let pages: [Page?]
    private let ledger: ImageLedger

    init(_ pages: [Page?], _ ledger: ImageLedger) {
      self.pages = pages
      self.ledger = ledger
      ledger.add(pages.count * MemoryLayout<Page?>.stride)
    }

    deinit { ledger.remove(pages.count * MemoryLayout<Page?>.stride) }
  }

  private final class Page {
    let bytes: UnsafeMutableRawPointer
    private let byteCount: Int
    private let ledger: ImageLedger

    init(copying source: UnsafeRawBufferPointer, _ ledger: ImageLedger) {
      byteCount = source.count
      bytes = .allocate(byteCount: byteCount, alignment: 16)
      // SAFETY: there is room for as many bytes as are copied.
      if let start = source.baseAddress { bytes.copyMemory(from: start, byteCount: byteCount) }
      self.ledger = ledger
      ledger.add(byteCount)
    }

    deinit {
      bytes.deallocate()
      ledger.remove(byteCount)
    }

    // SAFETY: valid as long as the page.
    var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: byteCount) }

    /// SAFETY: the same place of two images of ranges whose lengths were compared: as long as the page.
    func equals(_ other: UnsafeRawBufferPointer) -> Bool {
      guard other.count == byteCount, let start = other.baseAddress else { return false }
      return wi_bytes_are_equal(bytes, start, UInt64(byteCount))
    }
  }

  /// Copies what differs from an earlier image.
  ///
  /// - Parameters:
  ///   - previous: what is likely to be mostly equal; it may be of another length.
  ///   - ledger: counts the bytes that images take.
  init(_ bytes: UnsafeRawBufferPointer, sharing previous: PagedImage?, _ ledger: ImageLedger) {
    byteCount = bytes.count
    var groups: [Group?] = []
    groups.reserveCapacity((bytes.count + Self.groupBytes - 1) / Self.groupBytes)
    for start in stride(from: 0, to: bytes.count, by: Self.groupBytes) {
      let range = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + Self.groupBytes, bytes.count)])
      var known: Group?
      if let previous, groups.count < previous.groups.count { known = previous.groups[groups.count] }
      groups.append(Self.group(of: range, sharing: known, ledger))
    }
    self.groups = groups
  }

  private static func group(
    of range: UnsafeRawBufferPointer, sharing known: Group?, _ ledger: ImageLedger
  ) -> Group? {
    var pages: [Page?] = []
    let count = (range.count + pageBytes - 1) / pageBytes
    var isKnown = known == nil || known?.pages.count == count
    for index in 0..<count {
      let part = UnsafeRawBufferPointer(
        rebasing: range[index * pageBytes..<min((index + 1) * pageBytes, range.count)])
      let old = known.flatMap { index < $0.pages.count ? $0.pages[index] : nil }
      let new = page(of: part, sharing: old, ledger)
      if new !== old, isKnown {
        isKnown = false
        pages.reserveCapacity(count)
        for earlier in 0..<index { pages.append(known?.pages[earlier]) }
      }
      if !isKnown { pages.append(new) }
    }
    if isKnown { return known }
    return pages.contains { $0 != nil } ? Group(pages, ledger) : nil
  }

  private static func page(of part: UnsafeRawBufferPointer, sharing old: Page?, _ ledger: ImageLedger) -> Page? {
    if let old, old.equals(part) { return old }
    guard let start = part.baseAddress, !wi_bytes_are_zero(start, UInt64(part.count)) else { return nil }
    return Page(copying: part, ledger)
  }

  /// Writes the bytes back, those that differ only, so that pages that were never touched stay so.
  ///
  /// - Parameter bytes: as many as the image has.
  func restore(to bytes: UnsafeMutableRawBufferPointer) {
    precondition(bytes.count == byteCount, "an image is restored to as many bytes as it was made of")
    for (number, group) in groups.enumerated() {
      let start = number * Self.groupBytes
      let count = min(Self.groupBytes, byteCount - start)
      let range = UnsafeMutableRawBufferPointer(rebasing: bytes[start..<start + count])
      guard let group else {
        clear(range)
        continue
      }
      for (index, page) in group.pages.enumerated() {
        let from = index * Self.pageBytes
        let part = UnsafeMutableRawBufferPointer(rebasing: range[from..<min(from + Self.pageBytes, count)])
        guard let page else {
          clear(part)
          continue
        }
        if !page.equals(UnsafeRawBufferPointer(part)) {
          // SAFETY: the page holds as many bytes as this part, since both images have the same length.
          part.copyMemory(from: UnsafeRawBufferPointer(start: page.bytes, count: part.count))
        }
      }
    }
  }

  private func clear(_ range: UnsafeMutableRawBufferPointer) {
    guard let start = range.baseAddress, !wi_bytes_are_zero(start, UInt64(range.count)) else { return }
    wi_bytes_clear(start, UInt64(range.count))
  }
}

// Equal bytes make equal images: a page of zeros is never kept, and no other page is left out.
extension PagedImage: Hashable {
  static func == (a: PagedImage, b: PagedImage) -> Bool {
    a.byteCount == b.byteCount
      && zip(a.groups, b.groups).allSatisfy { a, b in
        guard let a, let b else { return a === b }
        return a === b
          || zip(a.pages, b.pages).allSatisfy { a, b in
            guard let a, let b else { return a === b }
            return a === b || a.equals(b.buffer)
          }
      }
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(byteCount)
    for (number, group) in groups.enumerated() {
      for (index, page) in (group?.pages ?? []).enumerated() {
        guard let page else { continue }
        hasher.combine(number * Self.groupPages + index)
        hasher.combine(bytes: page.buffer)
      }
    }
  }
}

/// Counts the bytes that images take. Shared pages count once.
package final class ImageLedger {
  /// Bytes in use now.
  package private(set) var byteCount = 0

  package init() {}

  func add(_ bytes: Int) { byteCount += bytes }
  func remove(_ bytes: Int) { byteCount -= bytes }
}
