using System.Text;
using Lake.Jinja.Dbt;
using Lake.Jinja.Errors;
using Lake.JinjaCases;

if (args is ["--help"] or ["-h"])
{
    Console.Out.WriteLine("jinja-cases [FILE]   renders the cases of a JSON file, or of standard input, and prints {\"results\": [...]}");
    return 0;
}

var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
string json;
if (args is [] or ["-"])
{
    using var input = Console.OpenStandardInput();
    using var reader = new StreamReader(input, encoding);
    json = reader.ReadToEnd();
}
else
{
    json = File.ReadAllText(args[0], encoding);
}

try
{
    var cases = CaseFile.Read(json);
    using var output = new StreamWriter(Console.OpenStandardOutput(), encoding) { NewLine = "\n" };
    output.WriteLine("{\"results\":[");
    var isFirst = true;
    foreach (var result in CaseRunner.RunAll(cases))
    {
        output.Write(isFirst ? "  " : ",\n  ");
        output.Write(PyJsonWriter.Write(result));
        isFirst = false;
    }

    output.WriteLine("\n]}");
    return 0;
}
catch (JinjaError error)
{
    Console.Error.WriteLine($"{(args is [] or ["-"] ? "<stdin>" : args[0])}: {error.Message}");
    return 2;
}
