import Diagnostics
import Testing

@testable import Session

@Suite struct LoadingTests {
  @Test func recognisesFormatsByTheirFirstBytes() {
    #expect(SourceFormat([0, 0x61, 0x73, 0x6D, 1, 0, 0, 0], path: "x") == .module)
    #expect(SourceFormat([0, 0x61, 0x73, 0x6D, 0x0D, 0, 1, 0], path: "x.wit") == .component)
    #expect(SourceFormat([0, 0x61], path: "x.wasm") == .module)
    #expect(SourceFormat([0, 1, 2], path: "x") == .unknown)
    #expect(SourceFormat(Array("package a:b;".utf8), path: "x.wit") == .wit)
    #expect(SourceFormat(Array("package a:b;".utf8), path: "x.wasm") == .unknown)
    #expect(SourceFormat(Array(" ;; c\n (module)".utf8), path: "-") == .webAssemblyText)
    #expect(SourceFormat(Array("package a:b;".utf8), path: "-") == .wit)
    #expect(SourceFormat([0xFF, 0xFE], path: "-") == .unknown)
  }

  @Test(arguments: [
    ("a/b/overflow-c.wasm", "overflow-c"), ("-", "stdin"), ("x/My File.wasm", "my-file"), ("3d.wasm", "file-3d"),
    ("s32.wasm", "s32-instance"), ("x/.wasm", "wasm"), ("a--b__c.wasm", "a-b-c"), ("x/é.wasm", "instance"),
  ])
  func namesInstancesAfterFiles(path: String, name: String) {
    #expect(InstanceName.derived(from: path) == name)
    #expect(InstanceName.isValid(name))
  }

  @Test func refusesNamesThatMeanSomethingElse() {
    for name in ["it", "s32", "true", "", "a b", "-a", "a-", "3a", "a.b", "min"] {
      #expect(!InstanceName.isValid(name))
    }
  }

  @Test func saysWhatIsWrongWithAPath() {
    func code(_ path: String) -> String? {
      do {
        try Session().load(path: path)
        return nil
      } catch {
        #expect(error.diagnostics.first?.exitCode == 3)
        return error.diagnostics.first?.code.description
      }
    }
    #expect(code("/no/such/file.wasm") == "W0001")
    #expect(code("/dev/null") == "W0003")
    #expect(code("/proc/self/fd") == "W0005")
    #expect(code("a\u{0}b") == "W0002")
  }
}
