import ComponentBinary
import ComponentTypes
import Testing
import WIT

@testable import ComponentWIT

@Suite struct PackageFormatTests {
  @Test func placeholder() {}
}
