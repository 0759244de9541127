using System.Globalization;
using Lake.Demo;
using Lake.Demo.Sources;
using Lake.Demo.World;
using Lake.Demo.Writing;

if (DemoArguments.Parse(args, out var problem) is not { } arguments)
{
    var wantsHelp = args is ["--help" or "-h", ..];
    (wantsHelp ? Console.Out : Console.Error).WriteLine(wantsHelp ? DemoArguments.Usage : $"{problem}\n\n{DemoArguments.Usage}");
    return wantsHelp ? 0 : 2;
}

var world = Marketplace.Make(arguments.Scale);
foreach (var day in arguments.Days)
{
    var folder = day == 2 && arguments.Days.Count > 1 ? Path.Combine(arguments.Folder, "day_two") : arguments.Folder;
    var bytes = new DeliveryWriter(folder).Write(Delivery.Make(world, day));
    Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"day {day}: {bytes:N0} bytes in {folder}"));
}

return 0;
