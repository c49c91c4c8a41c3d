import ComponentBinary
import Diagnostics
import Testing

/// Hand-assembled components that must be refused, each for its own reason.
@Suite struct RefusalTests {
  private func refusal(
    _ features: ComponentFeatures = .all, _ build: (inout ComponentBytes) -> Void
  ) -> ComponentBinaryError? {
    var bytes = ComponentBytes()
    build(&bytes)
    do {
      _ = try decodeComponent(bytes.bytes, features: features)
      return nil
    } catch {
      return error
    }
  }

  @Test func acceptsAnEmptyComponent() {
    #expect(refusal { _ in } == nil)
  }

  @Test func refusesWhatIsNoComponent() {
    #expect(throws: ComponentBinaryError(.notAComponent(.neither), at: 0)) { try decodeComponent([]) }
    #expect(throws: ComponentBinaryError(.notAComponent(.coreModule), at: 0)) {
      try decodeComponent([0, 0x61, 0x73, 0x6D, 1, 0, 0, 0])
    }
  }

  @Test func refusesASectionPastTheEnd() {
    let error = refusal { $0.section(7, [1]) }
    #expect(error?.kind == .unexpectedEnd)
    #expect(error?.isMalformed == true)
    let truncated = Array(fixture("adder").dropLast())
    #expect(throws: ComponentBinaryError.self) { try decodeComponent(truncated) }
  }

  @Test func refusesBytesLeftOverInASection() {
    #expect(refusal { $0.section(7, [1, 0x7F, 0x00]) }?.kind == .sectionSizeMismatch)
  }

  @Test func refusesAnUnknownSection() {
    #expect(refusal { $0.section(13, []) }?.kind == .unknownByte(13, production: "section"))
  }

  @Test func refusesMalformedUTF8InNames() {
    #expect(refusal { $0.types([0x6D, 1, 2, 0xC3, 0x28]) }?.kind == .malformedUTF8)
  }

  @Test func refusesAnOverlongInteger() {
    #expect(refusal { $0.section(7, [0x80, 0x80, 0x80, 0x80, 0x10]) }?.kind == .malformedInteger)
  }

  @Test func refusesEmptyAndRepeatedLabels() {
    #expect(refusal { $0.types([0x72, 0]) }?.kind == .emptyType("record"))
    let repeated = refusal { $0.types([0x6D, 2] + ComponentBytes.name("up") + ComponentBytes.name("UP")) }
    #expect(repeated?.kind == .nameConflict("UP", with: "up", role: "enum case"))
    let camel = refusal { $0.types([0x6D, 1] + ComponentBytes.name("upDown")) }
    #expect(camel?.kind == .invalidName("upDown", role: "enum case"))
  }

  @Test func refusesMoreThan32Flags() {
    let labels = (0..<33).flatMap { ComponentBytes.name("f\($0)") }
    #expect(refusal { $0.types([0x6E, 33] + labels) }?.kind == .tooMany("flags", limit: 32))
  }

  @Test func refusesTypesOf2To28Bytes() {
    // A fixed-length list of 2^25 u64.
    let list: [UInt8] = [0x67, 0x77] + ComponentBytes.number(1 << 25)
    #expect(refusal { $0.types(list) }?.kind == .invalidType("a value type of 2^28 bytes or more"))
    let smaller: [UInt8] = [0x67, 0x77] + ComponentBytes.number(1 << 24)
    #expect(refusal { $0.types(smaller) } == nil)
  }

  @Test func refusesForwardReferences() {
    #expect(refusal { $0.types([0x70, 0x00]) }?.kind == .unknownIndex(space: "type", index: 0, count: 0))
  }

  @Test func refusesAnonymousRecordsInImports() {
    // A record, a function that takes it, and an import of that function.
    let error = refusal {
      $0.types(
        [0x72, 1] + ComponentBytes.name("a") + [0x7F], [0x40, 1] + ComponentBytes.name("r") + [0x00, 0x01, 0x00])
      $0.imports(ComponentBytes.extern("f") + [0x01, 0x01])
    }
    #expect(error?.kind == .unnamedType("f", role: "import"))
  }

  @Test func refusesABorrowInAResult() {
    let error = refusal {
      $0.imports(ComponentBytes.extern("r") + [0x03, 0x01])
      $0.types([0x68, 0x00], [0x40, 0, 0x00, 0x01])
    }
    #expect(error?.kind == .invalidType("a function result that contains a borrow"))
  }

  @Test func refusesNamesThatDifferInCaseAlone() {
    let error = refusal {
      $0.types([0x40, 0, 0x01, 0x00])
      $0.imports(ComponentBytes.extern("one") + [0x01, 0x00], ComponentBytes.extern("ONE") + [0x01, 0x00])
    }
    #expect(error?.kind == .nameConflict("ONE", with: "one", role: "import"))
  }

  @Test func refusesMethodsOfUnknownResources() {
    let error = refusal {
      $0.types([0x40, 0, 0x01, 0x00])
      $0.imports(ComponentBytes.extern("[static]thing.make") + [0x01, 0x00])
    }
    #expect(error?.kind == .annotation(name: "[static]thing.make", "names no resource thing of its scope"))
  }

  @Test func refusesDeepTypes() {
    var bytes = ComponentBytes()
    bytes.section(7, items: [[0x70, 0x7F]] + (0..<200).map { [0x70] + ComponentBytes.number(Int($0)).signed })
    #expect(throws: ComponentBinaryError.self) { try decodeComponent(bytes.bytes) }
    do {
      _ = try decodeComponent(bytes.bytes)
    } catch {
      #expect(error.kind == .typeTooDeep)
    }
  }

  @Test func refusesTypesThatDoubleAtEveryStep() {
    // Each tuple holds the one before twice: 2^n leaves in n definitions.
    var bytes = ComponentBytes()
    bytes.section(
      7,
      items: [[0x6F, 1, 0x7F]]
        + (0..<60).map { [0x6F, 2] + ComponentBytes.number($0).signed + ComponentBytes.number($0).signed })
    do {
      _ = try decodeComponent(bytes.bytes)
      Issue.record("accepted")
    } catch {
      #expect(error.kind == .typeTooLarge)
    }
  }

  @Test func boundsNestingWithoutDeepStacks() {
    // Components inside components, as many as a megabyte holds.
    var nested = ComponentBytes().bytes
    for _ in 0..<200 {
      var outer = ComponentBytes()
      outer.section(4, nested)
      nested = outer.bytes
    }
    do {
      _ = try decodeComponent(nested)
      Issue.record("accepted")
    } catch {
      #expect(error.kind == .nestingTooDeep)
    }
  }

  @Test func gatesFeatures() {
    #expect(refusal(.baseline) { $0.types([0x66, 0x01, 0x7D]) }?.isUnsupported == true)
    #expect(refusal(.shipped) { $0.types([0x66, 0x01, 0x7D]) } == nil)
    #expect(refusal(.shipped) { $0.types([0x67, 0x7D, 0x04]) }?.isUnsupported == true)
  }

  @Test func listsOfNamesChooseFeatures() {
    #expect(ComponentFeatures(list: "") == .shipped)
    #expect(ComponentFeatures(list: "all,simd") == .all)
    #expect(ComponentFeatures(list: "-all, cm-nested-names") == .nestedNames)
    #expect(ComponentFeatures(list: "-cm-async,-cm-map,-cm-implements,fancy") == .baseline)
  }

  @Test func wordsEveryErrorWithItsOffset() throws {
    let error = try #require(refusal { $0.types([0x7F], [0x70, 0x05]) })
    let diagnostic = try #require(error.diagnostics.first)
    #expect(diagnostic.message == "unknown type 5: there are 1")
    #expect(diagnostic.code.description == "W0454")
    #expect(diagnostic.failure == .invalid)
    #expect(diagnostic.location == .binary(file: "component", offset: 12))
  }

  @Test func escapesControlCharactersInMessages() throws {
    let error = try #require(refusal { $0.types([0x6D, 1] + ComponentBytes.name("\u{1B}[31m")) })
    #expect(error.diagnostics[0].message.unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }
}
