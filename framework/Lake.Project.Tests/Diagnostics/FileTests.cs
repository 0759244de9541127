using Shouldly;
using Xunit;

namespace Lake.Project.Tests.Diagnostics;

/// <summary>Files whose bytes are wrong, which a case file cannot hold.</summary>
public class FileTests
{
    private const string Project = "--- dbt_project.yml\nname: shop\n";

    [Fact]
    public void A_file_in_latin_1_is_told_at_its_first_wrong_byte()
    {
        using var project = new ProjectCase(Project);
        Write(project, "models/a.sql", [.. "select 1 as id\n-- caf"u8, 0xE9]);
        var diagnostic = project.Load().Diagnostics.ShouldHaveSingleItem();
        diagnostic.ToString().ShouldBe("models/a.sql:2:7: error[not-utf8]: the file is not UTF-8: byte 0xE9 cannot stand here");
        diagnostic.Hint.ShouldBe("save the file with the encoding UTF-8");
    }

    [Fact]
    public void A_file_in_utf_16_is_called_so()
    {
        using var project = new ProjectCase(Project);
        Write(project, "models/a.sql", [0xFF, 0xFE, 0x73, 0x00]);
        project.Load().Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("the file is UTF-16, not UTF-8");
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_sql()
    {
        using var project = new ProjectCase(Project);
        Write(project, "models/a.sql", [0xEF, 0xBB, 0xBF, .. "select 1 as id"u8]);
        var loaded = project.Load();
        loaded.Diagnostics.ShouldBeEmpty();
        loaded.Of<Nodes.ModelNode>().ShouldHaveSingleItem().RawCode.ShouldBe("select 1 as id");
    }

    [Fact]
    public void A_dangling_link_is_an_unreadable_file()
    {
        using var project = new ProjectCase(Project + "--- models/b.sql\nselect 1 as id\n");
        File.CreateSymbolicLink(project.Folder["models/a.sql"], project.Folder["nowhere.sql"]);
        project.Load().Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("unreadable-file");
    }

    private static void Write(ProjectCase project, string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(project.Folder[path]) ?? "");
        File.WriteAllBytes(project.Folder[path], content);
    }
}
