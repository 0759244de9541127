using Lake.Cli.Shell;
using Lake.Cli.Terminal;
using Lake.Engines.DuckDb;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests;

/// <summary>What a person types at the prompt of <c>lake shell</c>.</summary>
public sealed class PromptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Statements_go_over_lines_and_answer_at_once() =>
        Type("create table t (a int, bcd varchar);\rinsert into t\r values (1, 'x');\rfrom t;\r").ShouldContain("a,bcd\n1,x\n");

    [Fact]
    public void Keys_edit_the_line() =>
        Type("selec\u0001\u0005t 12\b3;\r").ShouldContain("13\n");

    [Fact]
    public void Arrows_bring_back_statements_of_this_session_and_of_earlier_ones()
    {
        Type("select 41;\rselect 42;\r");
        var output = Type("\u2191\u2191\r");
        output.ShouldContain("41\n");
        Type("select\r 43 as x;\r\u2191\r").Split("x\n43\n").Length.ShouldBe(3);
    }

    [Fact]
    public void Words_are_taken_at_once_and_what_was_typed_is_looked_for()
    {
        Type("select 1 as one_two\u0017three;\r").ShouldContain("three\n1\n");
        Type("select '\\n' as x;\rselect 2 as y;\rselect 3 as z;\r");
        Type("x;\u0012\r").ShouldContain("x\n\\n\n");
        Type("select\u0012\u0012\r").ShouldContain("z\n3\n");
        Type("\tselect 4;\r").ShouldContain("\n4\n");
    }

    [Fact]
    public void Long_tables_are_cut()
    {
        Type("from range(3);\r.maxrows 2\rfrom range(3);\r.maxrows x\r", "table").ShouldContain("(2 of 3 rows; .maxrows 0 shows all)");
        Type("from range(300);\r", "table").ShouldContain("(100 of 300 rows; .maxrows 0 shows all)");
    }

    [Fact]
    public void Tab_completes_relations_columns_and_commands()
    {
        Type("create schema s; create table s.orders (customer_id int, customer_name varchar); insert into s.orders values (7, 'n');\r");
        Type("from s.or\t;\r").ShouldContain("7,n\n");
        var listed = Type("from s.orders select customer_\ti\t;\r");
        listed.ShouldContain("customer_id  customer_name");
        listed.ShouldContain("customer_id\n7\n");
        Type(".ta\t\r").ShouldContain("s.orders");
        Type("create table orders (id int);\rinsert into orders values (5);\r");
        Type("select *\rfrom ord\t;\r").ShouldContain("id\n5\n");
        Type("from s.orders\rselect customer_n\t;\r").ShouldContain("customer_name\nn\n");
    }

    [Fact]
    public void Commands_are_words_behind_a_dot()
    {
        Type("create table t (a int);\r");
        Type(".tables\r").ShouldContain("name\nt\n");
        Type(".schema t\r").ShouldContain("a,INTEGER");
        Type(".mode jsonl\rselect 1 as x;\r").ShouldContain("\"rows\":[[1]]");
        Type(".tabels\r").ShouldContain(".tables");
        Type(".quit\rselect 5;\r").ShouldNotContain("\n5\n");
        Type("exit;\rselect 5;\r").ShouldNotContain("\n5\n");
        Type("help\r").ShouldContain(".tables");
    }

    [Fact]
    public void A_line_can_be_given_up_and_a_failure_leaves_the_prompt()
    {
        Type("select 1 +\r\u0003select 2;\r").ShouldContain("\n2\n");
        Type("select nope;\rselect 3;\r").ShouldContain("\n3\n");
        Type("create table t (a int);\rbegin;\rinsert into t values (1);\rrollback;\rselect count(*) as n from t;\r").ShouldContain("n\n0\n");
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What the terminal shows; the input ends behind the keys.</summary>
    private string Type(string keys, string format = "csv")
    {
        using var screen = new StringWriter { NewLine = "\n" };
        var terminal = new TerminalContext
        {
            Output = screen,
            Error = screen,
            RawOutput = Stream.Null,
            CurrentDirectory = _folder.Path,
            Environment = new Dictionary<string, string>(),
        };
        using var engine = new DuckDbEngine(new FileSystemCatalog(LocalPath.ToLocation(_folder["warehouse"])));
        using var session = engine.OpenSession();
        session.CreateSchema(null, "main");
        var queue = new Queue<char>(keys + '\u0004');
        new InteractiveShell(
            terminal, session, format, new LineHistory(_folder["history"]), () => Key(queue.Dequeue()), _ => new CancellationTokenSource()).Run();
        return screen.ToString();
    }

    private static ConsoleKeyInfo Key(char c) => c switch
    {
        '\r' => new ConsoleKeyInfo(c, ConsoleKey.Enter, false, false, false),
        '\t' => new ConsoleKeyInfo(c, ConsoleKey.Tab, false, false, false),
        '\b' => new ConsoleKeyInfo(c, ConsoleKey.Backspace, false, false, false),
        '\u2191' => new ConsoleKeyInfo('\0', ConsoleKey.UpArrow, false, false, false),
        < ' ' => new ConsoleKeyInfo(c, ConsoleKey.A + (c - 1), false, false, control: true),
        _ => new ConsoleKeyInfo(c, ConsoleKey.None, false, false, false),
    };
}
